using Autocura.Embedded.Durable.Storage;

namespace Autocura.Embedded.Durable.Orchestration;

/// <summary>
/// What there is for an instance's next turn: mail in its inbox, and activities that have ended. An end goes to the turn directly and is
/// recorded with what the turn makes of it: one commit, where the inbox would cost two.
/// </summary>
internal sealed record Arrivals(bool Mail, IReadOnlyList<ActivityEnd> Ends)
{
    public static Arrivals None { get; } = new(false, []);
}

/// <summary>How an activity has ended. Until it is recorded it is in memory alone, and a crash makes the activity run again.</summary>
internal sealed record ActivityEnd(CallKey Key, HistoryEvent Event);
