namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>What a caller writes when a call fails: to whom, and why, in the words of its runtime.</summary>
internal static class TroubleLines
{
    private const double EverySeconds = 5;
    private const double WorthALine = 0.05;

    public static IEnumerable<ImageLogLine> Of(Edge edge, Route route)
    {
        if (route.Log.Count > 0)
        {
            return route.Log;
        }

        return Why(edge, route) is { } why ? [new ImageLogLine(1, $"{{time}} ERROR call to {edge.Callee.Name} failed: {why}", EverySeconds)] : [];
    }

    private static string? Why(Edge edge, Route route) => route.Broken switch
    {
        Broken.NoAddress => $"no address: environment variable {route.Address} is not set or holds none",
        Broken.NoSuchHost => $"dial tcp: lookup {Host(route)} on 10.96.0.10:53: no such host",
        Broken.NoEndpoints when edge.IsDelivery && route.Address is null => null,
        Broken.NoEndpoints or Broken.Refused => $"dial tcp {route.Address}: connect: connection refused",
        Broken.Lost => $"dial tcp {route.Address}: i/o timeout",
        Broken.WrongService => $"unexpected answer from {route.Address}: 404 not found, unknown method",
        _ when route.Conditions.Lost >= WorthALine => $"dial tcp {route.Address}: i/o timeout",
        _ when route.Conditions.Refused >= WorthALine => $"dial tcp {route.Address}: connect: connection refused",
        _ when route.Conditions.DelayMs >= edge.TimeoutMs => $"context deadline exceeded after {edge.TimeoutMs:0} ms while waiting for {route.Address}",
        _ when route.Conditions.Failed >= WorthALine => $"unexpected end of the answer of {route.Address}",
        _ when !edge.IsDelivery && route.To?.Profile.ErrorRate >= WorthALine => $"{route.Address} answered: 500 internal error",
        _ => null,
    };

    private static string? Host(Route route) => route.Address is { } address && address.LastIndexOf(':') is > 0 and var colon ? address[..colon] : route.Address;
}
