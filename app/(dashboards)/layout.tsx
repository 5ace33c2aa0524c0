import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/providers';
import { Sidebar } from '@/components/shell/sidebar';
import { home, navigation, openPages, roles } from '@/lib/access/policy';
import { currentViewer } from '@/lib/auth/session';
import type { Viewer } from '@/lib/core/viewer';
import { currentWorkspace } from './workspace';

export default async function DashboardsLayout({ children }: { children: ReactNode }) {
  const viewer = await currentViewer();
  // The page itself leads strangers to the sign-in, for it alone knows its address.
  if (!viewer) return children;
  const workspace = await currentWorkspace(viewer);
  return (
    <Providers workspace={workspace}>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <div className={workspace.demo ? 'frame is-demo' : 'frame'}>
        <Sidebar
          groups={navigation(viewer)}
          open={openPages()}
          home={home(viewer)}
          company={workspace.name}
          demo={workspace.demo}
          who={viewer.name}
          roles={roleWords(viewer)}
        />
        {workspace.demo && <p className="print-demo">{workspace.name} · Demo: sample company, invented records</p>}
        {children}
      </div>
    </Providers>
  );
}

/** `Team lead, Legal`: the roles they hold, as people call them. */
function roleWords({ grants }: Viewer): string {
  const titles = new Map(roles().map(({ id, title }) => [id, title]));
  return grants.map(({ role, departments = [] }) => [titles.get(role) ?? role, ...departments].join(', ')).join(' · ');
}
