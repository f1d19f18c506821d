//! What a node, a wallet and a benchmark can ask of this runtime.

use alloc::vec::Vec;
use caliber_feeds_core::{Assignment, FeedKey, ObsDay};
use caliber_primitives::{
	book::{BookError, BookValue},
	eligibility::{Eligibility, Pending},
	governance::Powers,
	ids::{ItemId, LoanId, RequestId},
	invariants::InvariantReport,
	prices::FeedKeyBytes,
	redemption::{Hint, RequestStatus},
	units::{Day, Ppb, Ppm, Shares, UsdaiAmount},
};
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	view_functions::{ViewFunctionDispatchError, ViewFunctionId},
	weights::Weight,
	BoundedVec,
};
use pallet_allocation::{Line, Order, Report, Rung, Snapshot, Trade};
use pallet_feeds::{BillQuote, DayValue, FeedRules, FeedStatus};
use pallet_grandpa::AuthorityId as GrandpaId;
use pallet_lending::{Ask, Charge, Health, Instalment, Junior, LoanDetails, Unmet};
use pallet_susdai::{Explained, Nav, SharePrice, Snapshot as VaultSnapshot};
use sp_api::impl_runtime_apis;
use sp_authority_discovery::AuthorityId as AuthorityDiscoveryId;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, ExtrinsicInclusionMode,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

use super::*;

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(
			data: sp_inherents::InherentData,
		) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			equivocation_proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			let key_owner_proof = key_owner_proof.decode()?;
			Grandpa::submit_unsigned_equivocation_report(equivocation_proof, key_owner_proof)
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			authority_id: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			use codec::Encode;
			use frame_support::traits::KeyOwnerProofSystem;
			Historical::prove((sp_consensus_grandpa::KEY_TYPE, authority_id))
				.map(|proof| proof.encode())
				.map(sp_consensus_grandpa::OpaqueKeyOwnershipProof::new)
		}
	}

	impl caliber_primitives::apis::AuthoringApi<Block> for Runtime {
		fn key_owner(id: AuraId) -> Option<sp_session::MembershipProof> {
			Validators::key_owner(id)
		}

		fn report_double_block(
			proof: pallet_validators::DoubleBlock<<Block as BlockT>::Header>,
			owner: sp_session::MembershipProof,
		) -> Option<()> {
			Validators::submit_report(proof, owner)
		}
	}

	impl sp_authority_discovery::AuthorityDiscoveryApi<Block> for Runtime {
		fn authorities() -> Vec<AuthorityDiscoveryId> {
			AuthorityDiscovery::authorities()
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
		for Runtime
	{
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
		Block, Balance, RuntimeCall,
	> for Runtime {
		fn query_call_info(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl caliber_primitives::apis::InvariantsApi<Block> for Runtime {
		fn check(page: u32) -> Vec<InvariantReport> {
			invariants::page(page)
		}
	}

	impl pallet_feeds::api::FeedsApi<Block> for Runtime {
		fn feeds() -> Vec<(FeedKey, FeedRules)> {
			Feeds::feeds()
		}

		fn status(feed: FeedKey) -> Option<FeedStatus> {
			Feeds::status(feed)
		}

		fn history(feed: FeedKey, from: ObsDay, to: ObsDay) -> Vec<DayValue> {
			Feeds::history(feed, from, to)
		}

		fn assignment(key: FeedKeyBytes) -> Option<Assignment> {
			Feeds::assignment(key)
		}

		fn bill(discount: Ppb, issue: Day, maturity: Day) -> Option<BillQuote> {
			Feeds::bill(discount, issue, maturity)
		}

		fn needs_poke(feed: FeedKey) -> bool {
			Feeds::needs_poke(feed)
		}
	}

	impl pallet_allocation::api::TreasuryApi<Block> for Runtime {
		fn report() -> Report {
			Allocation::report()
		}

		fn ladder() -> Vec<Rung> {
			Allocation::ladder()
		}

		fn bills() -> Vec<Line> {
			Allocation::bills().0.into_inner()
		}

		fn orders() -> Vec<Order> {
			Allocation::orders().0.into_inner()
		}

		fn next_order() -> Option<(Trade, UsdaiAmount)> {
			Allocation::next_order()
		}

		fn history(from: Day, to: Day) -> Vec<Snapshot> {
			Allocation::history(from, to)
		}
	}

	impl caliber_primitives::apis::VaultApi<Block, AccountId> for Runtime {
		fn total_assets() -> Option<Nav> {
			Susdai::total_assets()
		}

		fn share_price() -> Option<SharePrice> {
			Susdai::share_price()
		}

		fn convert_to_shares(assets: UsdaiAmount) -> Option<Shares> {
			Susdai::convert_to_shares(assets)
		}

		fn convert_to_assets(shares: Shares) -> Option<UsdaiAmount> {
			Susdai::convert_to_assets(shares)
		}

		fn preview_deposit(assets: UsdaiAmount) -> Option<Shares> {
			Susdai::preview_deposit(assets)
		}

		fn preview_mint(shares: Shares) -> Option<UsdaiAmount> {
			Susdai::preview_mint(shares)
		}

		fn max_deposit(who: AccountId) -> UsdaiAmount {
			Susdai::max_deposit(who)
		}

		fn max_mint(who: AccountId) -> Shares {
			Susdai::max_mint(who)
		}

		fn max_request(who: AccountId) -> Shares {
			Susdai::max_request(who)
		}

		fn max_redeem(id: RequestId) -> Shares {
			Susdai::max_redeem(id)
		}

		fn max_withdraw(id: RequestId) -> UsdaiAmount {
			Susdai::max_withdraw(id)
		}

		fn request_status(id: RequestId) -> Option<RequestStatus<AccountId>> {
			Susdai::request_status(id)
		}

		fn redeem_hint(id: RequestId, shares: Shares) -> Option<Hint> {
			Susdai::redeem_hint(id, shares)
		}

		fn withdraw_hint(id: RequestId, assets: UsdaiAmount) -> Option<Hint> {
			Susdai::withdraw_hint(id, assets)
		}

		fn requests_of(
			controller: AccountId,
			after: Option<RequestId>,
		) -> (Vec<RequestId>, Option<RequestId>) {
			Susdai::requests_of(&controller, after)
		}

		fn utilisation() -> Option<Ppm> {
			Susdai::utilisation()
		}

		fn components() -> Option<VaultSnapshot> {
			Susdai::components()
		}

		fn history(days: u32) -> Option<VaultSnapshot> {
			Susdai::history(days)
		}

		fn apr_ppm(days: u32) -> Option<i64> {
			Susdai::apr_ppm(days)
		}

		fn explain_redemption(days: u32) -> Option<Explained> {
			Susdai::explain_redemption(days)
		}

		fn explain_deposit(days: u32) -> Option<Explained> {
			Susdai::explain_deposit(days)
		}
	}

	impl caliber_primitives::apis::LendingApi<
		Block,
		Ask,
		Junior<AccountId>,
		Charge<AccountId>,
		Instalment,
		LoanDetails<AccountId>,
		Unmet<AccountId>,
		Health,
	> for Runtime {
		fn quote(
			ask: Ask,
			juniors: Vec<Junior<AccountId>>,
			charges: Vec<Charge<AccountId>>,
		) -> Option<Vec<Instalment>> {
			Lending::quote(ask, juniors, charges).map(BoundedVec::into_inner)
		}

		fn max_borrow(items: Vec<ItemId>) -> Option<UsdaiAmount> {
			Lending::max_borrow(items.try_into().ok()?)
		}

		fn eligibility(loan: LoanId) -> Option<Vec<Unmet<AccountId>>> {
			Lending::eligibility(loan)
		}

		fn eligibility_on(loan: LoanId, items: Vec<ItemId>) -> Option<Vec<Unmet<AccountId>>> {
			Lending::eligibility_on(loan, items.try_into().ok()?)
		}

		fn loan(loan: LoanId) -> Option<LoanDetails<AccountId>> {
			Lending::loan(loan)
		}

		fn next_due(loan: LoanId) -> Option<Instalment> {
			Lending::next_due(loan)
		}

		fn schedule(loan: LoanId) -> Option<Vec<Instalment>> {
			Lending::schedule(loan).map(BoundedVec::into_inner)
		}

		fn payoff(loan: LoanId) -> Option<UsdaiAmount> {
			Lending::payoff(loan)
		}

		fn health(loan: LoanId) -> Option<Health> {
			Lending::health(loan)
		}

		fn stress(prices: Ppm, after: Option<LoanId>) -> (Vec<LoanId>, Option<LoanId>) {
			Lending::stress(prices, after)
		}

		fn book() -> Result<BookValue, BookError> {
			Lending::book_value()
		}
	}

	impl caliber_primitives::apis::RegistryApi<Block, AccountId> for Runtime {
		fn dossier(item: ItemId) -> Option<Vec<u8>> {
			Caliber::dossier(item)
		}

		fn eligibility(item: ItemId) -> Option<Eligibility<AccountId>> {
			Caliber::eligibility(item)
		}

		fn pending_for(account: AccountId, after: Option<ItemId>) -> Pending {
			Caliber::queue_of(&account, after)
		}
	}

	impl caliber_primitives::apis::GovernanceApi<Block, AccountId> for Runtime {
		fn powers() -> Powers<AccountId> {
			powers::powers()
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, presets::get)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			presets::names()
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			benchmarks::metadata(extra)
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			benchmarks::dispatch(config)
		}
	}

	#[cfg(feature = "try-runtime")]
	#[allow(clippy::expect_used, reason = "a dry run reports a failed check by its end")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(
			checks: frame_try_runtime::UpgradeCheckSelect,
		) -> (Weight, Weight) {
			let weight = Executive::try_runtime_upgrade(checks).expect("try-runtime: a check failed");
			(weight, caliber_runtime_common::limits::RuntimeBlockWeights::get().max_block)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("try-runtime: a check failed")
		}
	}
}
