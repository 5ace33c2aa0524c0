import type { Connector, Head } from '@/lib/connectors/define';
import { mapped } from '@/lib/connectors/mapped';
import { connectorFor } from '@/lib/connectors/registry';
import { TandemError } from '@/lib/core/errors';
import type { SourceSetup } from '@/lib/core/setup';
import { listWords } from '@/lib/core/words';

/** A setup saved under a source's name. */
export interface SavedSetup extends SourceSetup {
  source: string;
  version: number;
}

/** How a file is read. */
export interface Told {
  connector: Connector;
  /** what is saved of the source it is of, where something is */
  setup: SavedSetup | null;
}

/** Of a file whose columns fit what is saved of several sources. */
export class SeveralFit extends TandemError {}

/**
 * How files are read, the same for a run and for a look at one: by the mapping of their source where one is named, else
 * by what the content tells, else by the only saved mapping that has its columns.
 */
export class Telling {
  private readonly connectors = new Map<SavedSetup, Connector>();

  constructor(
    private readonly saved: readonly SavedSetup[],
    /** the source the files are meant for, where that is said */
    private readonly source?: string,
  ) {}

  /** Throws a TandemError where nothing tells. */
  tell(head: Head): Told {
    if (this.source !== undefined) {
      const setup = this.saved.find(({ source }) => source === this.source) ?? null;
      // What a caller says every row is goes before what is said of the source.
      const byHand = setup && head.type === undefined ? this.mappedBy(setup) : null;
      return { connector: byHand ?? connectorFor(head), setup };
    }
    try {
      const connector = connectorFor(head);
      const ofIts = ({ source, mapping }: SavedSetup) => source === connector.id && mapping === null;
      return { connector, setup: this.saved.find(ofIts) ?? null };
    } catch (error) {
      const fitting = this.saved.filter((setup) => this.mappedBy(setup)?.reads(head));
      if (fitting.length === 0) throw error;
      if (fitting.length > 1) throw severalFit(fitting.map(({ source }) => source));
      return { connector: this.mappedBy(fitting[0]!)!, setup: fitting[0]! };
    }
  }

  /** What a file's source is called where nobody says so. */
  sourceOf(connector: Connector | undefined): string | undefined {
    return connector && (this.mappingOf(connector)?.source ?? connector.id);
  }

  /**
   * What is to be said of a file in a run that a file of `first` gives its name: by which saved mapping it is read. A
   * mapping's rows are of its own source alone: throws a TandemError for a file that would go in under another's name.
   */
  together(connector: Connector, first: Connector | undefined): string | null {
    if (this.source !== undefined) return null;
    const [own, others] = [this.mappingOf(connector), first && this.mappingOf(first)];
    if (own === others) return own ? `read by the mapping saved for ${own.source} (version ${own.version}).` : null;
    const sentence = own
      ? `It is read by the mapping saved for ${own.source}, and other files of this run are not: send it with --source ${own.source}.`
      : `The mapping saved for ${others!.source} reads the first file of this run and not this one: send it by itself.`;
    throw new TandemError(422, sentence);
  }

  private mappingOf(connector: Connector): SavedSetup | undefined {
    return [...this.connectors].find(([, made]) => made === connector)?.[0];
  }

  private mappedBy(setup: SavedSetup): Connector | null {
    if (setup.mapping === null) return null;
    const made = this.connectors.get(setup) ?? mapped(setup.mapping);
    this.connectors.set(setup, made);
    return made;
  }
}

const severalFit = (sources: string[]) =>
  new SeveralFit(
    422,
    `Its columns fit the saved mappings of ${listWords(sources.sort())}: say which of these sources it is of, with --source or on that source’s own page.`,
  );
