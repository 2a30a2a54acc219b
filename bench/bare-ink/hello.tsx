import {Text, render} from 'ink';
import {tellIdle} from '../../test/tui/fixtures/tell-idle.ts';

/** The least that can be drawn with Ink: the floor of the first frame. */
tellIdle(render(<Text>Hello</Text>, {alternateScreen: true, incrementalRendering: true, interactive: true}));
// Something must hold it: it listens to nothing.
setInterval(() => undefined, 1_000_000);
