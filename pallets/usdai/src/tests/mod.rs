mod access;
mod governance;
mod invariants;
mod mint;
mod redeem;
mod sequences;
mod treasury;
