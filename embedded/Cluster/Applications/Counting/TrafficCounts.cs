using Autocura.Embedded.Cluster.Applications.Following;

namespace Autocura.Embedded.Cluster.Applications.Counting;

/// <summary>What has been counted of one application: by service, by edge, and the messages that wait for those who take them from a queue.</summary>
internal sealed record TrafficCounts(
    Application Application,
    IReadOnlyList<(ApplicationService Service, EdgeCounters Counts)> Services,
    IReadOnlyList<(Edge Edge, EdgeCounters Counts)> Edges,
    IReadOnlyList<(ApplicationService Consumer, double Messages)> Waiting)
{
    public static TrafficCounts Of(Survey survey, IReadOnlyDictionary<(string Caller, string Callee), EdgeCounters> counters, IReadOnlyDictionary<string, double> waiting)
    {
        var edges = survey.Edges.Select(edge => (edge, counters[(edge.Caller, edge.Callee.Name)])).ToList();
        var services = survey.Application.Services.Select(service =>
        {
            var sum = new EdgeCounters();
            edges.FindAll(known => known.edge.Callee.Name == service.Name).ForEach(known => sum.Add(known.Item2));
            return (service, sum);
        });
        return new(
            survey.Application,
            [.. services.Where(known => survey.Edges.Any(edge => edge.Callee.Name == known.service.Name))],
            edges,
            [.. survey.Application.Services.Where(service => service.Consumes is not null).Select(service => (service, Math.Floor(waiting.GetValueOrDefault(service.Name))))]);
    }
}
