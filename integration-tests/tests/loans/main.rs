//! Stories of loans on the whole runtime, told block by block: who does what on which day, what each
//! is paid to the unit, and what an indexer is told. After each block all statements about the books
//! hold.
//!
//! | module | its story |
//! |---|---|
//! | `life` | a loan with a Curator, paid on every date |
//! | `late` | an instalment beyond its grace, and cured |
//! | `ahead` | instalments paid months early |
//! | `refused` | an insurer who will not pay: he loses the dispute, has the last word, is late |
//! | `reserve` | a reserve that pays, and is filled again |
//! | `margin` | a margin call, cured by repaying; another, cured by rent |
//! | `facts` | facts about an item that lapse and are renewed; one that is not |
//! | `refinance` | a loan that grows, then shrinks |
//! | `escrow` | money that waits for hardware, in vain and not |
//! | `default` | nobody pays: sold with a loss, with a surplus, at the second try; redeemed |
//! | `hostile` | ways out of a loan in the wrong state, by the wrong party, with people who are frozen |
//! | `insured` | the insurer pays what a sale lacks |
//! | `lots` | a bundle sold two at a time, the rest returned; the insurer has his money back |
//! | `bought_out` | the insurer buys before the sale |
//! | `nobody` | nobody buys, time after time |
//! | `arranged` | a sale off the chain: outbid, settled, lapsed |
//! | `credit` | a Curator buys with what he is owed |
//! | `month12` | a forced sale in month 12 by the figures of the stress |
//! | `hundred` | a hundred defaults on one day |
//! | `pause` | a chain that stands still for thirty days |
//! | `broken` | an upgrade whose migration fails |
//! | `bundle` | a loan on 128 items |
//! | `stress` | prices fall by as much as `stress` was asked about |
//!
//! `set_up` has the chain and its people, `sums` the arithmetic that amounts are held against, `fallen` what
//! stories of default share.

mod ahead;
mod arranged;
mod bought_out;
mod broken;
mod bundle;
mod credit;
mod default;
mod escrow;
mod facts;
mod fallen;
mod hostile;
mod hundred;
mod insured;
mod late;
mod life;
mod lots;
mod margin;
mod month12;
mod nobody;
mod pause;
mod refinance;
mod refused;
mod reserve;
mod set_up;
mod stress;
mod sums;
