import { Injectable } from '@nestjs/common';
import { HearsFacts, OnFact, type FactOf } from '@tidemark/service-client';
import { BadgeShelf } from './badge-shelf';

/** Whoever is erased there is forgotten here. */
@Injectable()
@HearsFacts({ durable: 'badge-service-forgetting', category: 'account' })
export class ForgettingListener {
  constructor(private readonly shelf: BadgeShelf) {}

  @OnFact('PersonErased')
  forget({ userId }: FactOf<'PersonErased'>): Promise<void> {
    return this.shelf.forget(userId);
  }
}
