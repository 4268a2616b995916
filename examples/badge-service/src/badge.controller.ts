import { Controller, Get, Param } from '@nestjs/common';
import { Tidemark } from '@tidemark/service-client';
import { BadgeShelf, type Badge } from './badge-shelf';

/** The badges of somebody, and what they are doing now. */
@Controller('badges')
export class BadgeController {
  constructor(
    private readonly shelf: BadgeShelf,
    private readonly tidemark: Tidemark,
  ) {}

  @Get(':userId')
  async of(@Param('userId') userId: string): Promise<{ badges: readonly Badge[]; timer: string }> {
    const [badges, timer] = await Promise.all([this.shelf.of(userId), this.tidemark.ask('timer/view', userId, {})]);
    return { badges, timer: timer.status };
  }
}
