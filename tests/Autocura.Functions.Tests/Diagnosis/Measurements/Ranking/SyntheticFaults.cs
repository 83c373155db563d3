using Autocura.Diagnosis.Measurements.Ranking;
using MathNet.Numerics.Distributions;

namespace Autocura.Functions.Tests.Diagnosis.Measurements.Ranking;

/// <summary>Made-up systems of a dozen services with one slow, busy or failing service in each: who calls whom is random, and callers wait for those they call.</summary>
internal sealed class SyntheticFaults
{
    private const int Services = 12;
    private const int BeforeLength = 60;
    private const int AfterLength = 8;

    private readonly Random chance;
    private readonly List<(int Caller, int Callee)> calls = [];

    private SyntheticFaults(int seed)
    {
        chance = new Random(seed);
        for (var callee = 1; callee < Services; callee++)
        {
            calls.Add((chance.Next(callee), callee));
            if (chance.Next(3) == 0)
            {
                calls.Add((chance.Next(callee), callee));
            }
        }
    }

    /// <summary>The service at fault, and what can be measured.</summary>
    public static (string Root, RankingInput Input) Make(int seed)
    {
        var made = new SyntheticFaults(seed);
        var root = made.chance.Next(Services);
        var kind = made.chance.Next(3) switch { 0 => SeriesKind.Failures, 1 => SeriesKind.Latency, _ => SeriesKind.Resource };
        return (Name(root), made.Measure(root, kind));
    }

    private static string Name(int service) => $"s{service}";

    private RankingInput Measure(int root, SeriesKind kind)
    {
        var slow = Spread(root, kind == SeriesKind.Failures ? 0 : 0.2);
        var failing = Spread(root, kind == SeriesKind.Failures ? 0.3 : 0);
        var series = Enumerable.Range(0, Services).SelectMany(service => new[]
        {
            Series(service, "latency_p95", SeriesKind.Latency, 0.05, slow[service], 0.005),
            Series(service, "error_ratio", SeriesKind.Failures, 0.001, failing[service], 0.001),
            Series(service, "request_rate", SeriesKind.Load, 40, 0, 4),
            Series(service, "cpu", SeriesKind.Resource, 0.3, service == root && kind == SeriesKind.Resource ? 0.4 : 0, 0.03),
        });
        return new RankingInput([.. series.OrderBy(_ => chance.Next())]) { Calls = [.. calls.Select(call => (Name(call.Caller), Name(call.Callee)))] };
    }

    /// <summary>What each service suffers of what the root suffers: a caller as much as the most of its callees, less a little.</summary>
    private double[] Spread(int root, double size)
    {
        var suffered = new double[Services];
        suffered[root] = size;
        foreach (var (caller, callee) in calls.OrderByDescending(call => call.Callee))
        {
            suffered[caller] = Math.Max(suffered[caller], 0.9 * suffered[callee]);
        }

        return suffered;
    }

    private SplitSeries Series(int service, string signal, SeriesKind kind, double level, double more, double noise) =>
        new(Name(service), signal, kind, Values(BeforeLength, level, noise), Values(AfterLength, level + more, noise));

    private double[] Values(int length, double level, double noise) => [.. Enumerable.Range(0, length).Select(_ => Math.Max(0, level + Normal.Sample(chance, 0, noise)))];
}
