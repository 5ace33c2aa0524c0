/** A group of the navigation: pages this reader may open. */
export interface NavGroup {
  title: string;
  pages: { id: string; title: string; path: string }[];
}
