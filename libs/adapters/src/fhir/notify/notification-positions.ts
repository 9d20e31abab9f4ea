import type { Numbered } from '../choose/plan.js';
import { notificationIssues, type Notification } from './notification.js';

/** Every notification is a position of its own, and `nothing`: it says why to fetch, and nothing about a child. */
export function notificationPositions(notifications: readonly Notification[]): Numbered[] {
  return notifications.map((notification, index) => ({
    number: index + 1,
    position: { kind: 'nothing', entries: [], issues: notificationIssues(notification) },
  }));
}
