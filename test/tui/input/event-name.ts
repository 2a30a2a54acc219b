import type {InputEvent} from '../../../source/tui/input/key.ts';

/**
A key by its name, with `&` appended if it arrived in a burst; a paste in quotation marks; the mouse with its cell; `light` or `dark` for
the background.
*/
export function nameOf(event: InputEvent): string {
	switch (event.is) {
		case 'paste':
			return `“${event.text}”`;
		case 'mouse':
			return `${event.mouse.action} ${event.mouse.column},${event.mouse.row}`;
		case 'background':
			return event.isLight ? 'light' : 'dark';
		case 'key':
			return event.key.name + (event.key.inBurst ? '&' : '');
	}
}
