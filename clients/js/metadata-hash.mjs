// CheckMetadataHash, by which a hardware wallet knows that what it shows is what is signed. The
// digest is computed here, from the metadata that the node serves; the runtime has its own from
// when it was built.
//
//     node metadata-hash.mjs [WASM]
//
// puts a runtime that knows its digest in the place of the one that runs, if it is given one.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ApiPromise, WsProvider } from '@polkadot/api';
import * as chain from './chain.mjs';

const { UNIT, say } = chain;
const api = await ApiPromise.create({ provider: new WsProvider(chain.url), noInitWarn: true });
const ferdie = await chain.key('//Ferdie');
const [, , wasm] = process.argv;
const call = api.tx.assets.transferKeepAlive(1, (await chain.key('//Ferdie//hash')).address, UNIT);

// ANCHOR: digest
import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata';

const metadata = await api.call.metadata.metadataAtVersion(15);
const { tokenDecimals, tokenSymbol } = (await api.rpc.system.properties()).toJSON();
const merkle = merkleizeMetadata(metadata.unwrap().toU8a(true), {
	decimals: tokenDecimals[0] ?? tokenDecimals,
	tokenSymbol: tokenSymbol[0] ?? tokenSymbol,
});
const digest = `0x${Buffer.from(merkle.digest()).toString('hex')}`;
// ANCHOR_END: digest
say('digest', digest);

const send = (call, signer, options) =>
	new Promise((resolve, reject) => {
		call.signAndSend(signer, options, ({ status, dispatchError }) => {
			if (status.isFinalized) resolve(dispatchError);
		}).catch(reject);
	});
if (wasm) {
	const code = `0x${readFileSync(wasm).toString('hex')}`;
	const alice = await chain.key('//Alice');
	// The block after it is the first of the new code.
	await send(api.tx.sudo.sudo(api.tx.system.setCodeWithoutChecks(code)), alice, {});
	await send(api.tx.system.remark('0x'), alice, {});
}

// ANCHOR: sign
const signed = (metadataHash) => send(call, ferdie, { mode: 1, metadataHash });
// ANCHOR_END: sign
assert.equal(await signed(digest), undefined);
say('accepted', 'a transfer in mode 1');
const other = digest.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
await assert.rejects(signed(other), /1010: Invalid Transaction: Transaction has a bad signature/);
say('refused', 'another digest: Transaction has a bad signature');
await api.disconnect();
