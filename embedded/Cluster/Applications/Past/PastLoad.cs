namespace Autocura.Embedded.Cluster.Applications.Past;

/// <summary>
/// The requests that users made in the seven days before an application came into the cluster: one number a minute, from which every counter of that time
/// follows, as a healthy application's counters grow with its load. It costs nothing until somebody asks.
/// </summary>
internal sealed class PastLoad(LoadCurve curve, DateTimeOffset end)
{
    private const int SecondsOfMinute = 60;
    private static readonly TimeSpan Length = TimeSpan.FromDays(7);
    private readonly long first = (end - Length).ToUnixTimeSeconds() / SecondsOfMinute;
    private readonly Lazy<double[]> made = new(() => Sum(curve, (end - Length).ToUnixTimeSeconds() / SecondsOfMinute, end));

    /// <summary>When the past ends and the present's counters go on.</summary>
    public DateTimeOffset End => end;

    public DateTimeOffset Start => DateTimeOffset.FromUnixTimeSeconds(first * SecondsOfMinute);

    /// <summary>Requests made until the end.</summary>
    public double Total => made.Value[^1];

    /// <summary>The minutes from one time to another, both included, each with the requests made until then.</summary>
    public IEnumerable<(long Milliseconds, double Requests)> Between(long from, long to)
    {
        var minutes = made.Value;
        var begin = Math.Max(0, (int)Math.Min(minutes.Length, CeilingOfMinutes(from) - first));
        for (var i = begin; i < minutes.Length - 1; i++)
        {
            var at = (first + i) * SecondsOfMinute * 1000;
            if (at > to)
            {
                yield break;
            }

            yield return (at, minutes[i]);
        }
    }

    private static long CeilingOfMinutes(long milliseconds) => (long)Math.Ceiling(milliseconds / (SecondsOfMinute * 1000.0));

    /// <summary>Requests made at the beginning of each minute, and last those at the end.</summary>
    private static double[] Sum(LoadCurve curve, long first, DateTimeOffset end)
    {
        var last = end.ToUnixTimeSeconds() / SecondsOfMinute;
        var sums = new double[last - first + 2];
        for (var minute = first; minute < last; minute++)
        {
            sums[minute - first + 1] = sums[minute - first] + (curve.OfMinute(minute) * SecondsOfMinute);
        }

        sums[^1] = sums[^2] + (curve.OfMinute(last) * (end.ToUnixTimeSeconds() - (last * SecondsOfMinute)));
        return sums;
    }
}
