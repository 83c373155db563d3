using Autocura.Embedded.Cluster.Applications.Following;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>Reads a flow as a <see cref="TrafficView"/>.</summary>
internal static class ViewOf
{
    public static TrafficView Flow(Survey survey, Flow flow, IReadOnlyDictionary<string, double> waiting)
    {
        var edges = flow.Edges.Select(Reading).ToList();
        var services = survey.Application.Services.Where(service => flow.Edges.Any(edge => edge.Edge.Callee.Name == service.Name))
            .Select(service => Reading(service.Name, [.. flow.Edges.Where(edge => edge.Edge.Callee.Name == service.Name)]) with
            {
                Lag = Math.Floor(waiting.GetValueOrDefault(service.Name)),
                Saturation = Saturation(survey, flow, service),
            });
        return new TrafficView(survey.Application.Name, [.. services], edges) { Users = survey.Application.Users.Workload ?? EdgeReading.Users };
    }

    private static EdgeReading Reading(EdgeFlow flow) =>
        new(flow.Edge.Caller, flow.Edge.Callee.Name, flow.Offered, flow.Offered > 0 ? flow.BrokenShare : 0)
        {
            P50Ms = flow.Timing.QuantileMs(0.5),
            P95Ms = flow.Timing.QuantileMs(0.95),
            Reason = flow.Offered > 0 && flow.Reason != Broken.Not ? flow.Reason.ToString() : null,
        };

    /// <summary>A service answers for what is sent to it; what is never sent is its caller's trouble.</summary>
    private static ServiceReading Reading(string service, List<EdgeFlow> flows)
    {
        var sent = flows.Sum(flow => flow.Offered * flow.Sent);
        var good = flows.Sum(flow => flow.Offered * flow.Ok);
        var slowest = flows.Where(flow => flow.Offered * flow.Sent > 0).Select(flow => flow.Timing).ToList();
        return new ServiceReading(service, sent, sent > 0 ? 1 - (good / sent) : 0, Mean(0.5), Mean(0.95));

        double Mean(double share) => slowest.Count == 0 ? 0 : flows.Where(flow => flow.Offered * flow.Sent > 0).Sum(flow => flow.Offered * flow.Sent * flow.Timing.QuantileMs(share)) / sent;
    }

    private static double Saturation(Survey survey, Flow flow, ApplicationService service)
    {
        var fullest = 0.0;
        for (var i = 0; i < survey.Instances.Count; i++)
        {
            var instance = survey.Instances[i];
            if (service.RunsIn(instance.Workload) && instance.Capacity > 0)
            {
                fullest = Math.Max(fullest, flow.Loads[i] / instance.Capacity);
            }
        }

        return fullest;
    }
}
