import type {ListLoader} from '../refresh/list-loader.ts';
import type {Store} from './store.ts';

/** Shows a screen. `backStack`: the screens that `esc` returns to from there. */
export function goToScreen(
	name: string,
	{store, listLoader}: {readonly store: Store; readonly listLoader: ListLoader},
	backStack: readonly string[] = [],
): void {
	const {screens, menuCursor} = store.getState();
	const isScreen = screens.some(screen => screen.name === name);
	store.setState({
		activeScreen: name,
		menuCursor: isScreen ? name : menuCursor,
		backStack,
		mode: {is: 'browse'},
	});
	listLoader.noteListOpened(name);
}
