import {Text, render} from 'ink';
import {reportIdle} from '../../test/tui/fixtures/report-idle.ts';

/** The least that can be drawn with Ink: the floor of the first frame. */
reportIdle(
	render(<Text>Hello</Text>, {alternateScreen: true, incrementalRendering: true, interactive: true}),
);
// Something must hold it: it listens to nothing.
setInterval(() => undefined, 1_000_000);
