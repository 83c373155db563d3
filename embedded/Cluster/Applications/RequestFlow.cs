namespace Autocura.Embedded.Cluster.Applications;

/// <summary>How one service fares at a given load: requests a second it is sent, the shares of each answer, and the median time of an answer.</summary>
internal sealed record ServiceFlow(double Offered, double Ok, double Failed, double Unavailable, double LatencyMs)
{
    /// <summary>Share of the requests that a caller sees fail.</summary>
    public double Broken => Failed + Unavailable;
}

/// <summary>
/// Follows the users' requests through an application. Load goes down the calls, from the first service on; answers come up, from the last: a service answers 503 when
/// it refuses or has no room, 500 when it fails itself or something it calls has failed. Queueing makes answers slower as a service fills up.
/// </summary>
internal static class RequestFlow
{
    private const double RefusalMs = 2;
    private const double FullestServed = 0.95;

    public static IReadOnlyDictionary<string, ServiceFlow> Follow(Application model, IReadOnlyDictionary<string, ServiceStanding> standings, double load)
    {
        var offered = model.Services.ToDictionary(service => service.Name, _ => 0.0);
        offered[model.Users.Service] = load;
        foreach (var service in model.Services)
        {
            var served = offered[service.Name] * (1 - Unavailable(standings[service.Name], offered[service.Name]));
            foreach (var call in service.Calls)
            {
                offered[call.Service] += served * call.Share;
            }
        }

        var flows = new Dictionary<string, ServiceFlow>();
        foreach (var service in model.Services.Reverse())
        {
            flows[service.Name] = Answer(service, standings[service.Name], offered[service.Name], flows);
        }

        return flows;
    }

    private static ServiceFlow Answer(ApplicationService service, ServiceStanding standing, double offered, Dictionary<string, ServiceFlow> called)
    {
        var unavailable = Unavailable(standing, offered);
        var good = 1 - standing.ErrorRate;
        var waiting = 0.0;
        foreach (var call in service.Calls)
        {
            var share = Math.Min(1, call.Share);
            good *= 1 - (share * called[call.Service].Broken);
            waiting += share * called[call.Service].LatencyMs;
        }

        var full = standing.Capacity > 0 ? Math.Min(FullestServed, offered * (1 - standing.Refused) / standing.Capacity) : 0;
        var latency = unavailable >= 1 ? RefusalMs : (standing.LatencyMs / (1 - full)) + waiting;
        return new ServiceFlow(offered, (1 - unavailable) * good, (1 - unavailable) * (1 - good), unavailable, latency);
    }

    private static double Unavailable(ServiceStanding standing, double offered)
    {
        var arriving = offered * (1 - standing.Refused);
        var overflow = arriving > standing.Capacity ? 1 - (standing.Capacity / arriving) : 0;
        return standing.Refused + ((1 - standing.Refused) * overflow);
    }
}
