/** The other roads records come by, for whoever sets one up. */
export function ProgrammeHelp() {
  return (
    <details className="help">
      <summary>By a program or from the command line</summary>
      <dl className="commands">
        <div>
          <dt>From Tandem’s folder: files, folders or standard input</dt>
          <dd>
            <code>npm run tandem -- ingest --source NAME FILES…</code>
          </dd>
        </div>
        <div>
          <dt>A key that may send records, and nothing else</dt>
          <dd>
            <code>npm run tandem -- keys create --name NAME --scope ingest</code>
          </dd>
        </div>
        <div>
          <dt>With it, from any machine</dt>
          <dd>
            <code>curl --data-binary @FILE -H "Authorization: Bearer KEY" ADDRESS/api/v1/ingest/NAME</code>
          </dd>
        </div>
      </dl>
    </details>
  );
}
