import * as said from '@tidemark/contracts';
import type { Shape } from '@tidemark/contracts';

/** What goes in and what comes out, as classes, so that the registry can be compared with it. */
interface Exchange<Said extends object, Answer extends object> {
  readonly said: Shape<Said>;
  readonly answer: Shape<Answer>;
}

/** Every command that a service may give in the name of a user. */
export const commands = {
  'timer/start': exchange(said.StartSessionDto, said.TimerShown),
  'timer/pause': exchange(said.PlainCommandDto, said.TimerShown),
  'timer/resume': exchange(said.PlainCommandDto, said.TimerShown),
  'timer/skip': exchange(said.PlainCommandDto, said.TimerShown),
  'timer/stop': exchange(said.PlainCommandDto, said.TimerShown),
  'timer/extend': exchange(said.ExtendSessionDto, said.TimerShown),
  'timer/task': exchange(said.SelectTaskDto, said.TimerShown),
  'timer/trim': exchange(said.TrimUnattendedDto, said.TimerShown),
  'session/clock-in': exchange(said.PlainCommandDto, said.SessionShown),
  'session/clock-out': exchange(said.PlainCommandDto, said.SessionShown),
  'session/save': exchange(said.SaveSessionDto, said.SessionShown),
  'session/clear': exchange(said.PlainCommandDto, said.SessionShown),
  'session/add-entry': exchange(said.AddEntryDto, said.SessionShown),
  'session/correct-entry': exchange(said.CorrectEntryDto, said.SessionShown),
  'session/remove-entry': exchange(said.RemoveEntryDto, said.SessionShown),
  'session/threshold': exchange(said.SetThresholdDto, said.SessionShown),
  'configuration/set': exchange(said.ConfigureDto, said.ConfigurationShown),
  'configuration/timezone': exchange(said.ChangeTimezoneDto, said.ConfigurationShown),
  'configuration/reset-time': exchange(said.ChangeResetTimeDto, said.ConfigurationShown),
  'session-count/set': exchange(said.OverrideCountDto, said.SessionCountShown),
  'session-count/reset': exchange(said.PlainCommandDto, said.SessionCountShown),
  'progress/complete': exchange(said.CompleteWorkoutDto, said.WorkoutLogShown),
  'progress/intensity': exchange(said.RateIntensityDto, said.WorkoutLogShown),
  'progress/schedule': exchange(said.ScheduleWorkoutDto, said.WorkoutLogShown),
  'progress/exercises': exchange(said.LogExercisesDto, said.WorkoutLogShown),
  'progress/bulk-sync': exchange(said.SyncWorkoutsDto, said.SyncShown),
  'draft/create': exchange(said.CreateDraftDto, said.DraftShown),
  'draft/save': exchange(said.SaveDraftDto, said.DraftShown),
  'draft/patch': exchange(said.PatchDraftDto, said.DraftShown),
  'draft/promote': exchange(said.PromoteDraftDto, said.DraftShown),
  'draft/close': exchange(said.DraftDto, said.DraftShown),
  'draft/discard': exchange(said.DraftDto, said.DraftShown),
  'draft/recover': exchange(said.DraftDto, said.DraftShown),
  'draft/restore-version': exchange(said.RestoreVersionDto, said.DraftShown),
};

/** Every question that a service may ask about a user. */
export const questions = {
  'timer/view': exchange(said.NoQueryDto, said.TimerShown),
  'timer/checkpoints': exchange(said.CheckpointsQueryDto, said.CheckpointsShown),
  'session/view': exchange(said.SessionQueryDto, said.SessionShown),
  'configuration/view': exchange(said.NoQueryDto, said.ConfigurationShown),
  'session-count/view': exchange(said.NoQueryDto, said.SessionCountShown),
  'configuration/upcoming-resets': exchange(said.UpcomingResetsQueryDto, said.UpcomingResetsShown),
  'progress/program': exchange(said.ProgramQueryDto, said.ProgramShown),
  'progress/week': exchange(said.ProgramWeekQueryDto, said.ProgramShown),
  'draft/list': exchange(said.DraftsQueryDto, said.DraftsShown),
  'draft/latest': exchange(said.ProfileQueryDto, said.DraftShown),
  'draft/offer': exchange(said.ProfileQueryDto, said.DraftOfferShown),
  'draft/get': exchange(said.DraftQueryDto, said.DraftShown),
  'draft/versions': exchange(said.DraftVersionsQueryDto, said.DraftVersionsShown),
  'draft/diff': exchange(said.DraftDifferenceQueryDto, said.DraftDifferenceShown),
  'stats/daily': exchange(said.DailyStatsQueryDto, said.DailyStatsShown),
  'stats/resets': exchange(said.ResetsQueryDto, said.ResetsShown),
  'stats/timeline': exchange(said.TimelineQueryDto, said.TimelineShown),
  'state/at': exchange(said.StateQueryDto, said.StateShown),
};

/** The name of a command. */
export type CommandName = keyof typeof commands;
/** The name of a question. */
export type QuestionName = keyof typeof questions;
/** What a command says; its key and time are told beside it. */
export type CommandSaid<Name extends CommandName> = Omit<
  InstanceType<(typeof commands)[Name]['said']>,
  'commandId' | 'at'
>;
/** What a command answers. */
export type CommandAnswer<Name extends CommandName> = InstanceType<(typeof commands)[Name]['answer']>;
/** What a question says. */
export type QuestionSaid<Name extends QuestionName> = InstanceType<(typeof questions)[Name]['said']>;
/** What a question answers. */
export type QuestionAnswer<Name extends QuestionName> = InstanceType<(typeof questions)[Name]['answer']>;

function exchange<Said extends object, Answer extends object>(
  said: Shape<Said>,
  answer: Shape<Answer>,
): Exchange<Said, Answer> {
  return { said, answer };
}
