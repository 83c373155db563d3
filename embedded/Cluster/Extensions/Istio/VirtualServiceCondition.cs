using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Extensions.Istio;

/// <summary>Faults and timeouts of VirtualServices, for callers in the mesh (or the gateway). The first route without a condition on the request decides.</summary>
internal sealed class VirtualServiceCondition(ObjectStore store) : IHopCondition
{
    private static readonly string[] Suffixes = ["", ".svc", ".svc.cluster.local"];
    private const int FirstError = 400;
    private const double FastestAnswerMs = 2;
    private readonly MeshMembership mesh = new(store);

    public DateTimeOffset? NextChange => null;

    public HopConditions Of(Hop hop)
    {
        var services = store.List("networking.istio.io", "virtualservices");
        if (services.Count == 0 || (hop.From is { } from ? !mesh.Has(from) : !mesh.Has(hop.To)))
        {
            return HopConditions.Clear;
        }

        var names = Names(hop.To).ToHashSet();
        var route = services.Where(service => IsFor(service, hop, names)).SelectMany(service => service.Objects("spec", "http")).FirstOrDefault(route => !route.Objects("match").Any());
        return route is null ? HopConditions.Clear : Fault(route);
    }

    private static bool IsFor(JsonObject service, Hop hop, HashSet<string> names)
    {
        var gateways = service.Texts("spec", "gateways").ToList();
        var isSeen = hop.From is null ? gateways.Exists(name => name != "mesh") : gateways.Count == 0 || gateways.Contains("mesh");
        return isSeen && service.Texts("spec", "hosts").Any(host => names.Contains(host.Contains('.', StringComparison.Ordinal) ? host : $"{host}.{service.Namespace()}") || (host == "*" && hop.From is null));
    }

    private IEnumerable<string> Names(JsonObject pod) => store.List("", "services", pod.Namespace())
        .Where(service => LabelSelector.OfWorkload(service.At("spec", "selector")).Matches(pod))
        .SelectMany(service => Suffixes.Select(suffix => $"{service.Name()}.{service.Namespace()}{suffix}"));

    private static HopConditions Fault(JsonObject route)
    {
        var (abort, delay) = (route.Child("fault", "abort"), route.Child("fault", "delay"));
        var late = GoDuration.TryParse(delay.Text("fixedDelay"), out var span) ? span.TotalMilliseconds : 0;
        var timeout = GoDuration.TryParse(route.Text("timeout"), out var limit) && limit > TimeSpan.Zero ? limit.TotalMilliseconds : double.MaxValue;
        var tooLate = timeout <= FastestAnswerMs ? 1 : late > timeout ? Share(delay) : 0;
        return new HopConditions { Failed = IsError(abort) ? Share(abort) : 0, DelayMs = Math.Min(late, timeout) * Share(delay) }.And(new HopConditions { Failed = tooLate });
    }

    private static bool IsError(JsonObject? abort) => abort.Number("httpStatus") >= FirstError || abort.Text("grpcStatus") is not (null or "OK") || abort.Text("http2Error") is not null;

    // Without a percentage a fault is for all requests.
    private static double Share(JsonObject? fault) => fault switch
    {
        null => 0,
        _ when fault.At("percentage", "value") is { } value => Math.Clamp(double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) / 100, 0, 1),
        _ => Math.Clamp((fault.Number("percent") ?? 100) / 100.0, 0, 1),
    };
}
