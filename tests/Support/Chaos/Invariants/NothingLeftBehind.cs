using System.Text.Json;
using Autocura.Guardrails.Brakes;

namespace Autocura.Support.Chaos.Invariants;

/// <summary>When all is over nobody holds a lock, and nothing is under way in the ledger of actions.</summary>
internal sealed class NothingLeftBehind : IInvariant
{
    public string Promise => "nothing leased or suspended is left behind";

    public IEnumerable<string> Broken(ChaosRecord record)
    {
        var held = record.Leases.Where(lease => Locks.HolderOf(lease).Length > 0).Select(lease => $"{Locks.HolderOf(lease)} holds {Locks.TargetOf(lease)}");
        var open = record.Ledger is null ? [] : JsonSerializer.Deserialize<BrakeLedger>(record.Ledger)!.Entries.Where(entry => entry.Result == BrakeResult.Open).Select(entry => $"{entry.Holder} is still acting by the ledger");
        return held.Concat(open);
    }
}
