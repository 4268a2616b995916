import { useNow, useSyncStatus } from '@tidemark/client/react';
import { SECOND } from '@tidemark/domain';
import { DeviceFacts } from './device-facts';
import './devices.css';
import { PlaceTable } from './place-table';
import { RefusedList } from './refused-list';
import { SyncPicture } from './sync-picture';
import { WaitingList } from './waiting-list';

const AGO_EVERY_MS = 10 * SECOND;

export function DevicesPage() {
  const status = useSyncStatus();
  const now = useNow(AGO_EVERY_MS);
  return (
    <section className="page devices">
      <header className="devices-head">
        <h2>Devices and sync</h2>
        <p className="quiet">
          What you do is kept on this device first, then on the server, and your other devices are told. Nothing is ever
          dropped in silence.
        </p>
      </header>
      <SyncPicture status={status} />
      <RefusedList now={now} />
      <WaitingList now={now} />
      <div className="devices-columns">
        <PlaceTable />
        <DeviceFacts />
      </div>
    </section>
  );
}
