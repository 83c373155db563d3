using System.Globalization;
using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Cluster.Readers;
using Autocura.Policies.Rollback;
using Autocura.Policies.Rollback.Judging;
using Autocura.Signals;

namespace Autocura.Metrics.Policies.Rollback;

/// <summary>
/// Looks at every RollbackPolicy of a cluster: is its target's newest release within the window, and how probably is it worse than the one before? Policies outside
/// their window cost no metric query; those inside share theirs.
/// </summary>
public sealed class RollbackWatch(ReleaseSamples samples) : IPolicyWatch
{
    private const int LongestDetail = 200;
    private const int MostGaps = 12;

    /// <inheritdoc/>
    public async Task<PolicyLook> LookAsync(PolicyRound round, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(round);
        var policies = await ReadAsync(round.Cluster, cancellationToken);
        if (policies.Count == 0)
        {
            return new PolicyLook { WouldSee = IsOurs };
        }

        var reader = new ReleaseWatchReader(round.Cluster, round.Now);
        var read = await reader.AddToAsync([.. policies.Where(one => one.Stage == RollbackStage.Watching)], cancellationToken);
        List<RollbackCase> cases = [.. policies.Where(one => one.Stage != RollbackStage.Watching), .. read.Select(one => Staged(one, round))];
        var (judged, questions) = await JudgeAsync([.. cases.Where(one => one.Stage == RollbackStage.Watching)], round.Now, cancellationToken);
        cases = [.. cases.Where(one => one.Stage != RollbackStage.Watching), .. judged];
        var blind = cases.Where(one => one.IsBlind).Select(one => (one.Name, Subject.Of(one.Workload))).ToHashSet();
        return new PolicyLook
        {
            Findings = [.. cases.Where(one => one.Stage == RollbackStage.RollbackDue).Select(one => FindingOf(one))],
            Gaps = [.. cases.Where(one => one.IsBlind).SelectMany(one => one.Unread).Distinct().Take(MostGaps)],
            WouldSee = condition => IsOurs(condition) && !blind.Contains((condition.About, condition.Subject)),
            Statuses = [.. cases.Select(one => RollbackStatus.Of(one, round.Now)).OfType<PolicyStatus>()],
            Questions = questions + reader.Requests + 1,
            Policies = cases.Count,
        };
    }

    private static bool IsOurs(StandingCondition condition) => condition.Observation == Observation.ReleaseWorse;

    private static async Task<IReadOnlyList<RollbackCase>> ReadAsync(ICluster cluster, CancellationToken cancellationToken) =>
        [.. (await Declared<RollbackPolicySpec>.ReadAsync(cluster, Kinds.RollbackPolicy, cancellationToken)).Select(RollbackCase.Of)];

    private static RollbackCase Staged(RollbackCase one, PolicyRound round)
    {
        var stands = one.Memory.Condemned is { } condemned && one.Release is { } release && condemned.Name == release.Name && condemned.Revision == release.Revision
            && round.Standing.Any(condition => IsOurs(condition) && condition.About == one.Name && condition.Subject == Subject.Of(one.Workload));
        return one.Stage == RollbackStage.TargetNotFound ? one : one with { Stage = RollbackStages.Of(one.Spec, one.Release, one.Memory, stands, round.Now) };
    }

    private async Task<(IReadOnlyList<RollbackCase> Cases, int Questions)> JudgeAsync(IReadOnlyList<RollbackCase> cases, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var asked = cases.Select(one => new RollbackQuestions(one, now)).ToList();
        var (answers, questions) = await samples.AskAsync([.. asked.SelectMany(one => one.All)], cancellationToken);
        List<RollbackCase> judged = [];
        var next = 0;
        foreach (var one in asked)
        {
            judged.Add(Judge(one.Answered([.. answers.Skip(next).Take(one.All.Count)])));
            next += one.All.Count;
        }

        return (judged, questions);
    }

    private static RollbackCase Judge(RollbackCase one)
    {
        var judged = one with { Judgement = ReleaseJudge.Judge(one.Metrics) };
        return judged.Judgement.HasEvidence && judged.Probability >= one.Spec.ProbabilityThreshold ? judged with { Stage = RollbackStage.RollbackDue } : judged;
    }

    /// <summary>It must hold for a step, so that two samples in a row say so.</summary>
    private static Finding FindingOf(RollbackCase one) => new(Observation.ReleaseWorse, Subject.Of(one.Workload))
    {
        About = one.Name,
        Grace = new SampleClock(one.Release!, one.Spec.Window, one.Release!.BeganAt).Step,
        Detail = RollbackText.Why(one).Clip(LongestDetail),
    };
}

/// <summary>What a policy says about a release, in words.</summary>
internal static class RollbackText
{
    /// <summary>Why the release is to be rolled back: the probability, and the metrics that weigh most in it.</summary>
    public static string Why(RollbackCase one)
    {
        var most = one.Judgement!.Metrics.Zip(one.Spec.Metrics)
            .Where(pair => pair.First.Samples > 0 && pair.First.Weight > 0)
            .OrderByDescending(pair => pair.First.Weight * pair.First.Probability)
            .Take(3)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Second.Name.Clip(40)} {pair.First.Probability:0.00}"));
        return string.Create(CultureInfo.InvariantCulture, $"revision {one.Release!.Revision} is worse with probability {one.Probability:0.00}, threshold {one.Spec.ProbabilityThreshold:0.00} ({string.Join(", ", most)})");
    }
}
