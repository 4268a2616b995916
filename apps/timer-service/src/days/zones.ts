import { InvalidRequest } from '@tidemark/contracts';
import { zoneRefusal } from '@tidemark/domain';
import { Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { IS_ZONE } from './sql';

/** Zones that the database was asked about; there are some six hundred. */
const KNOWN_MAX = 2_000;

/** A zone is one only if the database spells it the same way as the runtime [D2]. */
@Injectable()
export class Zones {
  private readonly known = new Set<string>();

  constructor(private readonly database: Database) {}

  /** Refuses what the database does not know, in the words of any other malformed field. */
  async check({ timezone }: { readonly timezone?: unknown }): Promise<void> {
    if (typeof timezone !== 'string' || this.known.has(timezone)) return;
    const { rowCount } = await this.database.query({ name: 'is-zone', text: IS_ZONE, values: [[timezone]] });
    if (rowCount === 0) {
      throw new InvalidRequest([{ path: 'timezone', rule: 'isZone', message: `timezone ${zoneRefusal(timezone)}` }]);
    }
    if (this.known.size < KNOWN_MAX) this.known.add(timezone);
  }
}
