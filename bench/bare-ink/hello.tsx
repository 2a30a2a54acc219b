import {Text, render} from 'ink';
import {reportIdle} from '../../test/tui/fixtures/report-idle.ts';

/** One line of text by Ink: the floor of the first frame. */
reportIdle(
	render(<Text>Hello</Text>, {alternateScreen: true, incrementalRendering: true, interactive: true}),
);
// Keeps the process running: it reads no input.
setInterval(() => undefined, 1_000_000);
