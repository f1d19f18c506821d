// polkadot-api. Its descriptors are made from the runtime's WASM, and `tsc` reads this file against
// them: a call, an argument or a field that the chain does not have fails before anything runs.
// @ts-check
import assert from 'node:assert/strict';
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings';
import * as chain from './chain.mjs';

const { UNIT, say } = chain;

// ANCHOR: connect
// Once: npx papi add caliber --wasm caliber_runtime.compact.compressed.wasm
import { MultiAddress, XcmV5Junction, XcmV5Junctions, caliber } from './.papi/descriptors/dist/index.js';
import { InvalidTxError, createClient } from 'polkadot-api';
import { getPolkadotSigner } from 'polkadot-api/signer';
import { getWsProvider } from 'polkadot-api/ws';

const client = createClient(getWsProvider(chain.url));
const api = client.getTypedApi(caliber);
// ANCHOR_END: connect
const { spec_name, spec_version } = await api.constants.System.Version();
say('connected', `${spec_name} ${spec_version}`);

const raw = await api.apis.Metadata.metadata_at_version(16);
assert(raw);
const metadata = unifyMetadata(decAnyMetadata(raw));
/** @param {{ type: number } | undefined | null} it */
const variants = (it) => {
	const def = it ? metadata.lookup[it.type].def : undefined;
	return def?.tag === 'variant' ? def.value : [];
};
const described = metadata.pallets.flatMap((pallet) =>
	Object.entries({
		calls: variants(pallet.calls),
		events: variants(pallet.events),
		errors: variants(pallet.errors),
		storage: pallet.storage?.items ?? [],
		constants: pallet.constants,
		views: pallet.viewFns,
	}).flatMap(([kind, all]) => all.map((it) => [kind, pallet.name, it.name, it.docs])));
const asked = metadata.apis.flatMap((it) => it.methods.map((method) => ({ of: it.name, ...method })));
chain.described([...described, ...asked.map((it) => ['questions', it.of, it.name, it.docs])]);

// ANCHOR: signer
const ferdie = await chain.key('//Ferdie');
const signer = getPolkadotSigner(ferdie.publicKey, 'Sr25519', (message) => ferdie.sign(message));
// ANCHOR_END: signer
const shop = (await chain.key('//Ferdie//papi')).address;

// ANCHOR: balance
/** @param {string} who */
const balance = async (who) => (await api.query.Assets.Account.getValue(1, who))?.balance ?? 0n;
// ANCHOR_END: balance
const [before, held] = [await balance(ferdie.address), await balance(shop)];

// ANCHOR: transfer
const call = api.tx.Assets.transfer_keep_alive({ id: 1, target: MultiAddress.Id(shop), amount: 5n * UNIT });
const sent = await call.signAndSubmit(signer);
// ANCHOR_END: transfer
assert(sent.ok);
assert.equal(api.event.Assets.Transferred.filter(sent.events)[0].payload.amount, 5n * UNIT);
assert.equal(await balance(shop), held + 5n * UNIT);
assert.equal(await balance(ferdie.address), before - 5n * UNIT);
say('transfer', '5 USDai, final, fee in CAL');

// ANCHOR: fee
const asset = {
	parents: 0,
	interior: XcmV5Junctions.X2([XcmV5Junction.PalletInstance(20), XcmV5Junction.GeneralIndex(1n)]),
};
const paid = await call.signAndSubmit(signer, { asset });
// ANCHOR_END: fee
assert(paid.ok);
const [{ payload: fee }] = api.event.AssetTxPayment.AssetTxFeePaid.filter(paid.events);
assert.deepEqual([fee.who, fee.asset_id], [ferdie.address, asset]);
assert.equal(await balance(ferdie.address), before - 10n * UNIT - fee.actual_fee);
say('fee', `${chain.dollars(fee.actual_fee)} USDai`);

// ANCHOR: ask
const price = await api.apis.VaultApi.share_price();
const frozen = await api.view.Usdai.is_frozen(ferdie.address);
// ANCHOR_END: ask
assert(price);
assert.equal(frozen, false);
const any = /** @type {any} */ (api);
const own = asked.filter((it) => chain.apis.includes(it.of));
for (const { of, name, inputs } of own) {
	await any.apis[of][name](...chain.answer(`${of}.${name}`, inputs.map((it) => it.name)));
}
say('asked', `${own.length} questions of ${chain.apis.length} runtime APIs`);
let views = 0;
for (const pallet of metadata.pallets.filter((it) => chain.pallets.includes(it.name))) {
	for (const { name, inputs } of pallet.viewFns) {
		await any.view[pallet.name][name](...chain.answer(`${pallet.name}.${name}`, inputs.map((it) => it.name)));
		views += 1;
	}
}
say('viewed', `${views} view functions`);

// What a user sees when it cannot work.
const rich = await api.tx.Assets.transfer({ id: 1, target: MultiAddress.Id(shop), amount: 10n ** 30n }).signAndSubmit(signer);
assert.deepEqual(rich.dispatchError, { type: 'Module', value: { type: 'Assets', value: { type: 'BalanceLow', value: undefined } } });
/** @param {string} type */
const invalid = (type) => (/** @type {unknown} */ error) =>
	error instanceof InvalidTxError && error.error.type === 'Invalid' && error.error.value.type === type;
await assert.rejects(call.signAndSubmit(signer, { nonce: 0 }), invalid('Stale'));
const strange = { parents: 1, interior: XcmV5Junctions.Here() };
await assert.rejects(call.signAndSubmit(signer, { asset: strange }), invalid('Payment'));
say('refused', 'too much, stale nonce, fee in a strange asset');
client.destroy();

/** Never run: `tsc` must find each of these wrong. */
export function mistakes() {
	// @ts-expect-error the chain has no such call
	api.tx.Usdai.print({ amount: 1n });
	// @ts-expect-error amounts are bigint
	api.tx.Susdai.deposit({ assets: 1, min_shares: 0n });
	// @ts-expect-error a loan has a number, not a name
	api.apis.LendingApi.loan('first');
}
