using Autocura.Alerts;

namespace Autocura.Triggers;

/// <summary>
/// The answer to a webhook: where the message is being worked on and which of its entries could not be read. A message that is kept in
/// several batches names them all; id and address are the first one's.
/// </summary>
internal sealed record IntakeReceipt(string? Id, string? StatusQueryGetUri, int Accepted, IReadOnlyList<RejectedEntry> Rejected, IReadOnlyList<IntakeLink> Batches)
{
    public static IntakeReceipt Of(AlertGroup group, IReadOnlyList<IntakeLink> batches) => new(
        batches.Count > 0 ? batches[0].Id : null,
        batches.Count > 0 ? batches[0].StatusQueryGetUri : null,
        group.Alerts.Count,
        [.. group.Rejected.Select(rejected => new RejectedEntry(rejected.Index, rejected.Reason))],
        batches);
}

/// <summary>An entry that was set aside; without an index it is the message as a whole.</summary>
internal sealed record RejectedEntry(int? Index, string Reason);

/// <summary>One intake and the address that tells how it goes.</summary>
internal sealed record IntakeLink(string Id, string? StatusQueryGetUri);
