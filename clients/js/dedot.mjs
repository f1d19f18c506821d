// dedot.
import assert from 'node:assert/strict';
import * as chain from './chain.mjs';

const { UNIT, say } = chain;

// ANCHOR: connect
import { DedotClient, WsProvider } from 'dedot';

const client = await DedotClient.new(new WsProvider(chain.url));
// ANCHOR_END: connect
const { specName, specVersion } = client.runtimeVersion;
say('connected', `${specName} ${specVersion}`);

const metadata = client.metadata.latest;
console.log(Object.keys(metadata), Object.keys(metadata.pallets[50%metadata.pallets.length]), metadata.apis[12]);
process.exit()
