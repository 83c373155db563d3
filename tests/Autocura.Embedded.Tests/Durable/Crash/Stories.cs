using static Autocura.Embedded.Tests.Durable.Crash.Steps;

namespace Autocura.Embedded.Tests.Durable.Crash;

/// <summary>One story for each thing that the engine promises.</summary>
internal static class Stories
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static IReadOnlyList<Story> All { get; } =
    [
        new("chain", [Start("chain", "Chain", 5)]),
        new("fan-out and fan-in", [Start("fan", "Fan", 8)]),
        new("retries by policy and by hand", [Start("retries", "Retries")]),
        new("timers, races and cancellation", [Start("races", "Races", 30)]),
        new("events before and after they are awaited",
            [Start("mail", "Listener", 4), Raise("mail", "a"), Raise("mail", "b"), Settle, Raise("mail", "c"), Settle, Raise("mail", "d")]),
        new("children that succeed, fail and write", [Start("family", "Family")]),
        new("rounds that keep their events",
            [Start("rounds", "Rounds", new Round(4, [], new([], []))), Raise("rounds", "a"), Raise("rounds", "b"), Raise("rounds", "c"), Settle, Raise("rounds", "d")]),
        new("suspended with mail",
            [Start("patient", "Listener", 3), Suspend("patient"), Raise("patient", "a"), Settle, Raise("patient", "b"), Pass(Hour), Resume("patient"), Raise("patient", "c")]),
        new("terminated with children", [Start("endless", "Endless", 2), Settle, Terminate("endless"), Start("after", "Chain", 1)]),
        new("terminated at once", [Start("endless", "Endless", 0), Terminate("endless")]),
        new("rewound", [Start("fragile", "FragileParent"), Finish("fragile"), Pass(Hour), Rewind("fragile"), Finish("fragile")]),
        new("instances that write to each other", [Start("back", "Rally", new Match("serve", 3, false)), Start("serve", "Rally", new Match("back", 3, true))]),
        new("scheduled for later",
            [Start("later", "Listener", 1, 2 * Hour), Raise("later", "early"), Start("never", "Chain", 1, 3 * Hour), Settle, Terminate("never")]),
        new("purged and restarted",
            [Start("gone", "Endless", 1), Start("again", "Generation"), Settle, Terminate("gone"), Finish("gone"), Purge("gone"), Pass(Hour), Restart("again")]),
    ];
}
