import { publishedFigures } from '../support/published-figures';

// In a file of its own, so that the two companies load side by side.
publishedFigures(2);
