using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Incidents;
using Autocura.Planning;

namespace Autocura.Support.Chaos;

/// <summary>All that happens in one run, drawn from its seed before it begins: the same seed is the same run.</summary>
internal sealed record ChaosPlan
{
    private static readonly string[] Deadly =
    [
        "ApplyStep", "ApplyStep", "ApplyStep", "RevertStep", "EngageBrakes", "SettleBrakes", "PrepareStep", "ReviewPlan", "RecordIncident", "MeasureRecovery", "DeliverAlert", "CollectEvidence", Kill.Any,
    ];

    private static readonly int[] RefusalCodes = [429, 500, 503, 409];

    public required int Seed { get; init; }

    /// <summary>What goes wrong in the store, and where.</summary>
    public required Trouble Trouble { get; init; }

    /// <summary>The workload that it begins at.</summary>
    public required string Target { get; init; }

    /// <summary>What is planned against it.</summary>
    public required Cure Cure { get; init; }

    public required OperatingMode Mode { get; init; }

    /// <summary>How many installations look after the cluster at once.</summary>
    public required int Hosts { get; init; }

    /// <summary>What the API server does wrong to requests of the hosts.</summary>
    public required IReadOnlyList<FaultRule> Faults { get; init; }

    /// <summary>When hosts die. One that has been restarted may die again.</summary>
    public required IReadOnlyList<Kill> Kills { get; init; }

    public required PersonsWord Word { get; init; }

    /// <summary>When somebody presses the kill switch, as an ordinal among all runs of activities; null when nobody does.</summary>
    public int? StopsAt { get; init; }

    /// <summary>When somebody changes the target by hand, likewise.</summary>
    public int? EditsAt { get; init; }

    /// <summary>Steps that may be taken in a namespace within the hour.</summary>
    public required int Budget { get; init; }

    /// <summary>The steps that are planned in place of those of <see cref="Cure"/>, for a story of its own; none for a seed.</summary>
    public Func<ObjectStore, IReadOnlyList<PlanStep>>? Steps { get; init; }

    /// <summary>What else people do before the trouble.</summary>
    public Action<ObjectStore> Before { get; init; } = _ => { };

    /// <summary>Settings of the hosts that win over the usual ones.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The plan of a seed.</summary>
    public static ChaosPlan Of(int seed)
    {
        // The first draws of neighbouring seeds are alike.
        var chance = new Random(unchecked((int)(((uint)seed * 2_654_435_761) ^ 0x5bd1e995)));
        var hosts = chance.NextDouble() < 0.25 ? 2 : 1;
        return new ChaosPlan
        {
            Seed = seed,
            Trouble = Pick(chance, Enum.GetValues<Trouble>()),
            Target = Pick(chance, ChaosWorld.Workloads),
            Cure = chance.NextDouble() < 0.45 ? Cure.Diagnosed : Pick(chance, Enum.GetValues<Cure>()),
            Mode = Pick(chance, [OperatingMode.Auto, OperatingMode.Auto, OperatingMode.Auto, OperatingMode.Auto, OperatingMode.Approve, OperatingMode.Suggest]),
            Hosts = hosts,
            Faults = FaultsOf(chance),
            Kills = [.. Enumerable.Range(0, chance.Next(3)).Select(_ => KillOf(chance, hosts))],
            Word = Pick(chance, [PersonsWord.Yes, PersonsWord.Yes, PersonsWord.Yes, PersonsWord.No, PersonsWord.None, PersonsWord.YesToAnother]),
            StopsAt = chance.NextDouble() < 0.15 ? chance.Next(5, 70) : null,
            EditsAt = chance.NextDouble() < 0.2 ? chance.Next(5, 70) : null,
            Budget = Pick(chance, [1, 3, 15, 15, 15]),
        };
    }

    /// <inheritdoc />
    public override string ToString() => $"{Trouble} at {Target} against {Cure}, {Mode}, {Hosts} hosts, budget {Budget}, word {Word}"
        + (Faults.Count > 0 ? $", faults {string.Join(" + ", Faults.Select(rule => $"{rule.Kind}{(rule.Kind == FaultKind.Refusal ? $" {rule.Code}" : "")}{(rule.AfterEffect ? " after effect" : "")} {rule.Probability:0.##}"))}" : "")
        + (Kills.Count > 0 ? $", kills {string.Join(" + ", Kills)}" : "") + (StopsAt is null ? "" : $", stop at {StopsAt}") + (EditsAt is null ? "" : $", edit at {EditsAt}");

    private static List<FaultRule> FaultsOf(Random chance)
    {
        var share = Pick(chance, [0, 0, 0.05, 0.1, 0.2]);
        if (share == 0)
        {
            return [];
        }

        return
        [
            new FaultRule { Kind = FaultKind.Refusal, Code = Pick(chance, RefusalCodes), Probability = share / 2, UserAgent = ChaosHost.UserAgent },
            new FaultRule { Kind = FaultKind.Reset, Probability = share / 2, AfterEffect = chance.NextDouble() < 0.5, UserAgent = ChaosHost.UserAgent },
        ];
    }

    private static Kill KillOf(Random chance, int hosts)
    {
        var activity = Pick(chance, Deadly);
        var most = activity switch { Kill.Any => 90, "MeasureRecovery" or "RecordIncident" => 12, "PrepareStep" => 4, _ => 2 };
        return new Kill(chance.Next(hosts), activity, 1 + chance.Next(most), Pick(chance, Enum.GetValues<Moment>()), TimeSpan.FromSeconds(1 + chance.Next(40)));
    }

    private static T Pick<T>(Random chance, IReadOnlyList<T> among) => among[chance.Next(among.Count)];
}

/// <summary>What goes wrong.</summary>
internal enum Trouble
{
    /// <summary>A release whose image is not there.</summary>
    MissingImage,

    /// <summary>A release that crashes.</summary>
    CrashingRelease,

    /// <summary>A release that crashes, after another one that did.</summary>
    CrashingTwice,

    /// <summary>Somebody scaled to nothing.</summary>
    ScaledToZero,

    /// <summary>Every workload gets a bad release.</summary>
    Everywhere,

    /// <summary>The trouble is in the namespace that may not be touched.</summary>
    InTheVault,

    /// <summary>An alert, and nothing is wrong.</summary>
    FalseAlarm,
}

/// <summary>Who plans, and what.</summary>
internal enum Cure
{
    /// <summary>What the diagnosis leads to.</summary>
    Diagnosed,

    /// <summary>A remedy that helps against a bad release and nothing else.</summary>
    RollBack,

    /// <summary>A remedy that does not help.</summary>
    Restart,

    /// <summary>A remedy that makes it worse.</summary>
    BreakTheImage,

    /// <summary>Steps on three workloads.</summary>
    ManySteps,

    /// <summary>Away from a node.</summary>
    CordonAndRestart,

    /// <summary>A node is emptied, against a disruption budget that lets go or does not.</summary>
    Drain,

    /// <summary>A GitOps tool is suspended first.</summary>
    SuspendAndRollBack,

    /// <summary>One pod.</summary>
    DeletePod,

    /// <summary>An object that has to come back when it is taken back.</summary>
    RemoveService,

    /// <summary>A step in the vault.</summary>
    TouchTheVault,
}

/// <summary>What a person says to a plan that asks for approval.</summary>
internal enum PersonsWord
{
    Yes,
    No,
    None,

    /// <summary>Yes, to a plan that is not on the table.</summary>
    YesToAnother,
}

/// <summary>The death of a host: at which run of an activity, when in it, and how long until it is started again.</summary>
internal sealed record Kill(int Host, string Activity, int Nth, Moment Moment, TimeSpan Down)
{
    public const string Any = "any";

    /// <inheritdoc />
    public override string ToString() => $"host {Host} {Moment} of {Activity} #{Nth}";
}

/// <summary>When in the run of an activity a host dies.</summary>
internal enum Moment
{
    /// <summary>Before it has done anything.</summary>
    Before,

    /// <summary>Its first writes have not reached the server.</summary>
    Unsent,

    /// <summary>Its first write took effect, and nobody saw the answer.</summary>
    Unanswered,

    /// <summary>It has done everything, and nobody has written that down.</summary>
    Unrecorded,
}
