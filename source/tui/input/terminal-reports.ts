import type {InputEvent, MouseReport} from './key.ts';

/**
Parameters of a mouse report, as far as they have been received: `ESC [ < button ; column ; row M`, or `m` for a release (xterm's mode
1006). Its bytes never become keys, whenever the rest arrives.
*/
export const isMouseReport = (body: string): boolean => body.startsWith('<');

/**
The click or the step of the wheel of a complete mouse report; undefined for releases, other buttons, and presses with Shift, Alt or Ctrl.
*/
export function parseMouseReport(body: string, final: string): InputEvent | undefined {
	const [, button = '', column = '', row = ''] = /^<(\d+);(\d+);(\d+)$/.exec(body) ?? [];
	const action = final === 'M' ? mouseActions[button] : undefined;
	if (!action || Number(column) < 1 || Number(row) < 1) return undefined;
	return {is: 'mouse', mouse: {action, column: Number(column) - 1, row: Number(row) - 1}};
}

const mouseActions: Readonly<Record<string, MouseReport['action']>> = {
	0: 'click',
	64: 'wheel-up',
	65: 'wheel-down',
};

/** The question for the terminal's background (OSC 11). */
export const backgroundQuery = '\u001B]11;?\u001B\\';

/** Whether this is the answer to `backgroundQuery`, as far as it has been received. */
export const isBackgroundReport = (body: string): boolean =>
	'11;rgb'.startsWith(body) || /^11;rgba?(?::[\da-f/]{0,19})?$/i.test(body);

/** The answer to `backgroundQuery`; undefined for other responses. */
export function parseBackgroundReport(body: string): InputEvent | undefined {
	const [, ...channels] =
		/^11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})(?:\/[\da-f]{1,4})?$/i.exec(body) ?? [];
	if (channels.length === 0) return undefined;
	const [red, green, blue] = channels.map(hex => Number.parseInt(hex, 16) / (16 ** hex.length - 1));
	return {is: 'background', isLight: 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.5};
}
