using Autocura.Dashboard;
using Autocura.Diagnosis.Measurements;

namespace Autocura.Reports;

/// <summary>What users felt of an incident, from the requests that reached the workload.</summary>
/// <param name="UserMinutes">Minutes of total outage that were lost: the share of the usual requests that failed or no longer arrived, over time.</param>
/// <param name="Worst">The largest share of a moment, 0 to 1.</param>
/// <param name="Usual">Requests per second before.</param>
public sealed record Impact(double UserMinutes, double Worst, double Usual)
{
    private const double Noise = 0.05;

    /// <summary>From the rate of requests and the share of errors, point by point since <paramref name="from"/>; null where no requests were counted before the trouble.</summary>
    public static Impact? Of(IReadOnlyList<PlottedSeries> series, DateTimeOffset from)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.FirstOrDefault(one => one.Signal == Signal.RequestRate) is not { Usual: > 0 and var usual, Points: { Count: > 1 } rates })
        {
            return null;
        }

        var failing = series.FirstOrDefault(one => one.Signal == Signal.ErrorRatio)?.Points.ToDictionary(point => point.At, point => point.Value) ?? [];
        var (minutes, worst) = (0.0, 0.0);
        for (var i = 1; i < rates.Count; i++)
        {
            if (rates[i].At <= from) continue;
            var failed = failing.TryGetValue(rates[i].At, out var share) && double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
            var lost = Math.Clamp(1 - (rates[i].Value * (1 - failed) / usual), 0, 1);
            // Requests come and go by themselves: what stays within that is nobody's loss.
            lost = lost < Noise ? 0 : lost;
            minutes += lost * (rates[i].At - rates[i - 1].At).TotalMinutes;
            worst = Math.Max(worst, lost);
        }

        return new Impact(minutes, worst, usual);
    }
}
