// smoldot, the light client: it follows finality by itself from the chain's raw specification, and
// believes of a node only what a proof against a final block shows.
//
//     node smoldot.mjs RAW_SPECIFICATION
//
// The specification names a boot node that listens with WebSocket. CALIBER_WS is a full node, only
// to compare with.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as chain from './chain.mjs';

const { say } = chain;
const chainSpec = readFileSync(process.argv[2], 'utf8');

// ANCHOR: connect
import { start } from 'smoldot';

const light = start({ maxLogLevel: 1 });
const network = await light.addChain({ chainSpec });
// ANCHOR_END: connect

// Answers to what was asked, and what is told unasked, in the order in which it comes.
const open = new Map();
const news = [];
let wake = () => {};
(async () => {
	for await (const text of network.jsonRpcResponses) {
		const { id, result, error, params } = JSON.parse(text);
		if (id === undefined) news.push(params.result);
		else if (error) open.get(id).reject(new Error(error.message));
		else open.get(id).resolve(result);
		wake();
	}
})();
const ask = (method, ...params) =>
	new Promise((resolve, reject) => {
		const id = open.size;
		open.set(id, { resolve, reject });
		network.sendJsonRpc(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
	});
const told = async (...names) => {
	for (;;) {
		while (news.length) {
			const it = news.shift();
			if (names.includes(it.event)) return it;
		}
		await new Promise((resolve) => (wake = resolve));
	}
};

// ANCHOR: follow
const id = await ask('chainHead_v1_follow', true);
let { finalizedBlockHashes: hashes } = await told('initialized');
// ANCHOR_END: follow
const first = hashes.at(-1);
for (let more = 3; more > 0; more -= 1) ({ finalizedBlockHashes: hashes } = await told('finalized'));
const block = hashes.at(-1);
say('followed', `from ${first.slice(0, 10)} to ${block.slice(0, 10)}`);

// ANCHOR: proof
/** What the state has under a key, by proof. */
const storage = async (key) => {
	const { result, operationId } = await ask('chainHead_v1_storage', id, block, [{ key, type: 'value' }], null);
	assert.equal(result, 'started');
	const { items } = await told('operationStorageItems');
	assert.equal((await told('operationStorageDone')).operationId, operationId);
	return items[0].value;
};

/** What a runtime API answers, run here on a proof of what it reads. */
const call = async (name, args) => {
	const { result, operationId } = await ask('chainHead_v1_call', id, block, name, args);
	assert.equal(result, 'started');
	const done = await told('operationCallDone', 'operationError', 'operationInaccessible');
	assert.deepEqual([done.event, done.operationId], ['operationCallDone', operationId], done.error);
	return done.output;
};
// ANCHOR_END: proof

const node = async (method, ...params) => {
	const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
	const headers = { 'content-type': 'application/json' };
	return (await (await fetch(chain.url.replace('ws', 'http'), { method: 'POST', headers, body })).json()).result;
};
const number = await storage(chain.prefix('System', 'Number'));
const { number: height } = await node('chain_getHeader', block);
assert.equal(Buffer.from(number.slice(2), 'hex').readUInt32LE(), Number(height));
const dollar = chain.prefix('Usdai', 'State');
const state = await storage(dollar);
assert.equal(state, await node('state_getStorage', dollar, block));
say('proven', `block ${Number(height)}, and the ${state.length / 2 - 1} bytes of the dollar, as the node has them`);
const report = ['TreasuryApi_report', '0x'];
assert.equal(await call(...report), await node('state_call', ...report, block));
const vault = ['VaultApi_total_assets', '0x'];
assert.equal(await call(...vault), await node('state_call', ...vault, block));
say('run', 'TreasuryApi.report and VaultApi.total_assets, with the node\'s answers');

// Its timers outlive it.
await light.terminate();
process.exit();
