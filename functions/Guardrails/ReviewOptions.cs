using Autocura.Guardrails.Windows;
using Autocura.Incidents;

namespace Autocura.Guardrails;

/// <summary>Settings under <c>Autocura:Review</c>: how plans are judged and held back. See docs/guardrails.md.</summary>
public sealed record ReviewOptions
{
    private static readonly ReviewSettings Default = new();

    /// <summary>This installation among others that look after the same clusters.</summary>
    public string Host { get; init; } = Default.Host;

    public int ActionsPerCluster { get; init; } = Default.ActionsPerCluster;

    public int ActionsPerNamespace { get; init; } = Default.ActionsPerNamespace;

    public int ActionsOnNodes { get; init; } = Default.ActionsOnNodes;

    public TimeSpan BudgetWindow { get; init; } = Default.BudgetWindow;

    public int BreakerFailures { get; init; } = Default.BreakerFailures;

    public TimeSpan BreakerWindow { get; init; } = Default.BreakerWindow;

    public TimeSpan BreakerPause { get; init; } = Default.BreakerPause;

    public TimeSpan Cooldown { get; init; } = Default.Cooldown;

    public TimeSpan HandsOff { get; init; } = Default.HandsOff;

    public TimeSpan LockFor { get; init; } = Default.LockFor;

    public string ChangeWindows { get; init; } = Default.ChangeWindows;

    /// <summary>low, medium, high or critical.</summary>
    public string ApproveFrom { get; init; } = "critical";

    public double MostNodesOut { get; init; } = Default.MostNodesOut;

    public double MostPodsOut { get; init; } = Default.MostPodsOut;

    /// <summary>propose, suspend or ignore.</summary>
    public string GitOps { get; init; } = "propose";

    public TimeSpan SuspendFor { get; init; } = Default.SuspendFor;

    public bool EndExperiments { get; init; } = Default.EndExperiments;

    public double LeastSuccess { get; init; } = Default.LeastSuccess;

    public int LeastCases { get; init; } = Default.LeastCases;

    public int Approvers { get; init; } = Default.Approvers;

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    public IEnumerable<string> Problems() => Bounds().Concat(Words()).Select(problem => $"Autocura:Review:{problem}");

    public ReviewSettings ToSettings() => new()
    {
        Host = Host,
        ActionsPerCluster = ActionsPerCluster,
        ActionsPerNamespace = ActionsPerNamespace,
        ActionsOnNodes = ActionsOnNodes,
        BudgetWindow = BudgetWindow,
        BreakerFailures = BreakerFailures,
        BreakerWindow = BreakerWindow,
        BreakerPause = BreakerPause,
        Cooldown = Cooldown,
        HandsOff = HandsOff,
        LockFor = LockFor,
        ChangeWindows = ChangeWindows,
        ApproveFrom = Enum.Parse<Criticality>(ApproveFrom, ignoreCase: true),
        MostNodesOut = MostNodesOut,
        MostPodsOut = MostPodsOut,
        GitOps = Enum.Parse<GitOpsPolicy>(GitOps, ignoreCase: true),
        SuspendFor = SuspendFor,
        EndExperiments = EndExperiments,
        LeastSuccess = LeastSuccess,
        LeastCases = LeastCases,
        Approvers = Approvers,
    };

    private IEnumerable<string> Bounds()
    {
        if (ActionsPerCluster is < 0 or > 200) yield return $"ActionsPerCluster is {ActionsPerCluster}; it may be 0 to 200.";
        if (ActionsPerNamespace < 0) yield return $"ActionsPerNamespace is {ActionsPerNamespace}; it cannot be negative.";
        if (ActionsOnNodes < 0) yield return $"ActionsOnNodes is {ActionsOnNodes}; it cannot be negative.";
        if (BudgetWindow <= TimeSpan.Zero || BudgetWindow > TimeSpan.FromDays(1)) yield return $"BudgetWindow is {BudgetWindow}; it must be longer than zero and at most a day.";
        if (BreakerFailures < 1) yield return $"BreakerFailures is {BreakerFailures}; it must be at least 1.";
        if (BreakerWindow <= TimeSpan.Zero || BreakerWindow > TimeSpan.FromDays(1)) yield return $"BreakerWindow is {BreakerWindow}; it must be longer than zero and at most a day.";
        if (BreakerPause <= TimeSpan.Zero) yield return $"BreakerPause is {BreakerPause}; it must be longer than zero.";
        if (Cooldown < TimeSpan.Zero || Cooldown > TimeSpan.FromDays(1)) yield return $"Cooldown is {Cooldown}; it may be 00:00:00 to a day.";
        if (HandsOff < TimeSpan.Zero || HandsOff > TimeSpan.FromHours(1)) yield return $"HandsOff is {HandsOff}; it may be 00:00:00 to 01:00:00.";
        if (LockFor < TimeSpan.FromMinutes(1) || LockFor > TimeSpan.FromHours(1)) yield return $"LockFor is {LockFor}; it may be 00:01:00 to 01:00:00.";
        if (SuspendFor < TimeSpan.FromMinutes(10) || SuspendFor > TimeSpan.FromDays(30)) yield return $"SuspendFor is {SuspendFor}; it may be 00:10:00 to 30 days.";
        if (MostNodesOut is not (> 0 and <= 1)) yield return $"MostNodesOut is {MostNodesOut}; it is a share above 0 and at most 1.";
        if (MostPodsOut is not (> 0 and <= 1)) yield return $"MostPodsOut is {MostPodsOut}; it is a share above 0 and at most 1.";
        if (LeastSuccess is not (>= 0 and <= 1)) yield return $"LeastSuccess is {LeastSuccess}; it is a share from 0 to 1.";
        if (LeastCases < 1) yield return $"LeastCases is {LeastCases}; it must be at least 1.";
        if (Approvers is < 1 or > 5) yield return $"Approvers is {Approvers}; it may be 1 to 5.";
    }

    private IEnumerable<string> Words()
    {
        if (string.IsNullOrWhiteSpace(Host) || Host.Length > 60) yield return $"Host is '{Host}'; it must be a name of at most 60 letters.";
        if (!IsWord<Criticality>(ApproveFrom)) yield return $"ApproveFrom is '{ApproveFrom}'; it may be low, medium, high or critical.";
        if (!IsWord<GitOpsPolicy>(GitOps)) yield return $"GitOps is '{GitOps}'; it may be propose, suspend or ignore.";
        foreach (var problem in ChangeCalendar.Problems(ChangeWindows)) yield return $"ChangeWindows: {problem}";
    }

    private static bool IsWord<T>(string text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out _) && !int.TryParse(text, out _);
}
