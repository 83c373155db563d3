using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Rules for services, which are given their addresses and node ports at creation.</summary>
internal sealed class ServiceRules(Func<IReadOnlyList<JsonObject>> services) : KindRules
{
    private const int MaxPort = 65535;
    private const int FirstNodePort = 30000;
    private const int LastNodePort = 32767;
    private const int FirstAddress = 16;
    private const int AddressCount = 65000;

    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        foreach (var port in spec.Items("ports").OfType<JsonObject>())
        {
            port["targetPort"] ??= port["port"]?.DeepClone();
        }

        if (spec.Text("type") == "ExternalName")
        {
            return;
        }

        spec["internalTrafficPolicy"] ??= "Cluster";
        if (IsReachableFromOutside(spec))
        {
            spec["externalTrafficPolicy"] ??= "Cluster";
            if (spec.Text("type") == "LoadBalancer")
            {
                spec["allocateLoadBalancerNodePorts"] ??= true;
            }
        }

        AllocateAddress(obj, spec);
        AllocateNodePorts(spec);
    }

    /// <inheritdoc />
    public override void DefaultNew(JsonObject obj) => obj["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj)
    {
        var ports = obj.Items("spec", "ports").ToList();
        var needsPorts = obj.Text("spec", "type") != "ExternalName" && obj.Text("spec", "clusterIP") != "None";
        if (needsPorts && ports.Count == 0)
        {
            yield return Causes.Required("spec.ports");
        }

        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i].Number("port") is not (>= 1 and <= MaxPort))
            {
                yield return Causes.Invalid($"spec.ports[{i}].port", ports[i].At("port"), $"must be between 1 and {MaxPort}, inclusive");
            }

            if (ports[i].Number("targetPort") is { } target and not (>= 1 and <= MaxPort))
            {
                yield return Causes.Invalid($"spec.ports[{i}].targetPort", target, $"must be between 1 and {MaxPort}, inclusive");
            }

            if (ports.Count > 1 && string.IsNullOrEmpty(ports[i].Text("name")))
            {
                yield return Causes.Required($"spec.ports[{i}].name");
            }
        }

        if (obj.Text("spec", "type") == "ExternalName" && string.IsNullOrEmpty(obj.Text("spec", "externalName")))
        {
            yield return Causes.Required("spec.externalName");
        }
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> ValidateUpdate(JsonObject before, JsonObject after)
    {
        var was = before.Text("spec", "clusterIP");
        var changes = !string.IsNullOrEmpty(was) && after.Text("spec", "type") != "ExternalName" && after.Text("spec", "clusterIP") != was;
        return changes ? [Causes.Invalid("spec.clusterIPs[0]", after.At("spec", "clusterIPs"), "may not change once set")] : [];
    }

    private static bool IsReachableFromOutside(JsonObject spec) => spec.Text("type") is "NodePort" or "LoadBalancer";

    private void AllocateAddress(JsonObject obj, JsonObject spec)
    {
        if (string.IsNullOrEmpty(spec.Text("clusterIP")))
        {
            var present = services().FirstOrDefault(service => service.Name() == obj.Name() && service.Namespace() == obj.Namespace());
            spec["clusterIP"] = present.Text("spec", "clusterIP") ?? FreeAddress();
        }

        spec["clusterIPs"] = new JsonArray(spec["clusterIP"]!.DeepClone());
        spec["ipFamilies"] ??= new JsonArray("IPv4");
        spec["ipFamilyPolicy"] ??= "SingleStack";
    }

    private string FreeAddress()
    {
        var taken = services().Select(service => service.Text("spec", "clusterIP")).ToHashSet();
        return Enumerable.Range(FirstAddress, AddressCount).Select(number => $"10.96.{number / 256}.{number % 256}").First(address => !taken.Contains(address));
    }

    private void AllocateNodePorts(JsonObject spec)
    {
        if (!IsReachableFromOutside(spec))
        {
            return;
        }

        var taken = services().SelectMany(service => service.Items("spec", "ports")).Select(port => port.Number("nodePort")).ToHashSet();
        foreach (var port in spec.Items("ports").OfType<JsonObject>().Where(port => port["nodePort"] is null))
        {
            var free = Enumerable.Range(FirstNodePort, LastNodePort - FirstNodePort + 1).First(number => taken.Add(number));
            port["nodePort"] = free;
        }
    }
}
