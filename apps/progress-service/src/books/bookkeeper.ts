import { transaction } from '@tidemark/event-log';
import { enterParcels, type Parcel, type Versions } from '@tidemark/projections';
import { asOutage, Database } from '@tidemark/service-kit';
import { Injectable } from '@nestjs/common';
import { Gathering } from './gathering';
import { HEARD } from './sql';

/** Parcels that share a transaction; as many as a consumer is handed at once. */
const PARCELS_MAX = 256;

/**
 * Enters what is told into the books of its user: each event once and in the order of its stream, however often and in
 * whatever order it comes. What belongs to different users goes together in one transaction, because a midnight tells
 * of all users of a zone at once.
 */
@Injectable()
export class Bookkeeper {
  private readonly parcels = new Gathering<Parcel, number>(PARCELS_MAX, (parcels) => this.enterAll(parcels));

  constructor(private readonly database: Database) {}

  /** Returns how far the stream is applied now; less than was told where something between is missing. */
  enter(parcel: Parcel): Promise<number> {
    return this.parcels.add(parcel);
  }

  async heard(userId: string): Promise<Versions> {
    const { rows } = await this.database.query<{ versions: Versions }>(HEARD, [userId]);
    return rows[0]?.versions ?? {};
  }

  private async enterAll(parcels: readonly Parcel[]): Promise<readonly number[]> {
    try {
      return await transaction(this.database, (client) => enterParcels(client, parcels));
    } catch (failure) {
      throw asOutage(failure);
    }
  }
}
