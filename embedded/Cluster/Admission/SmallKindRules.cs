using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Rules for namespaces.</summary>
internal sealed class NamespaceRules : KindRules
{
    /// <inheritdoc />
    public override void Default(JsonObject obj) => obj.Ensure("metadata", "labels")["kubernetes.io/metadata.name"] = obj.Name();

    /// <inheritdoc />
    public override void DefaultNew(JsonObject obj)
    {
        obj.Ensure("spec")["finalizers"] = new JsonArray("kubernetes");
        obj["status"] = new JsonObject { ["phase"] = "Active" };
    }
}

/// <summary>Rules for ConfigMaps and Secrets.</summary>
internal sealed class SettingsRules : KindRules
{
    private static readonly string[] FixedWhenImmutable = ["immutable", "data", "binaryData", "type"];

    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        foreach (var (name, value) in obj.Child("stringData") ?? [])
        {
            obj.Ensure("data")[name] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value.Text() ?? ""));
        }

        obj.Remove("stringData");
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj)
    {
        foreach (var (name, value) in obj.Kind() == "Secret" ? obj.Child("data") ?? [] : [])
        {
            var text = value.Text() ?? "";
            if (!Convert.TryFromBase64String(text, new byte[text.Length], out _))
            {
                yield return Causes.Invalid($"data[{name}]", "<secret contents redacted>", "must be base64");
            }
        }
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> ValidateUpdate(JsonObject before, JsonObject after)
    {
        if (before.Flag("immutable") != true)
        {
            return [];
        }

        return FixedWhenImmutable
            .Where(field => !JsonNode.DeepEquals(before[field], after[field]))
            .Select(field => Causes.Forbidden(field, "field is immutable when `immutable` is set"));
    }
}

/// <summary>Rules for HorizontalPodAutoscalers.</summary>
internal sealed class AutoscalerRules : KindRules
{
    private const int DefaultUtilization = 80;

    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        if (obj.ApiVersion() == "autoscaling/v1")
        {
            spec["targetCPUUtilizationPercentage"] ??= DefaultUtilization;
            return;
        }

        spec["metrics"] ??= new JsonArray(new JsonObject
        {
            ["type"] = "Resource",
            ["resource"] = new JsonObject { ["name"] = "cpu", ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = DefaultUtilization } },
        });
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj)
    {
        var (min, max) = (obj.Number("spec", "minReplicas"), obj.Number("spec", "maxReplicas"));
        if (min < 1)
        {
            yield return Causes.Invalid("spec.minReplicas", min, "must be greater than or equal to 1");
        }

        if (max < 1)
        {
            yield return Causes.Invalid("spec.maxReplicas", max, "must be greater than 0");
        }
        else if (max < min)
        {
            yield return Causes.Invalid("spec.maxReplicas", max, "must be greater than or equal to `minReplicas`");
        }
    }
}

/// <summary>Rules for PodDisruptionBudgets.</summary>
internal sealed class DisruptionBudgetRules : KindRules
{
    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj) => obj.At("spec", "minAvailable") is not null && obj.At("spec", "maxUnavailable") is not null
        ? [Causes.Invalid("spec", obj["spec"], "minAvailable and maxUnavailable cannot be both set")]
        : [];
}

/// <summary>Rules for NetworkPolicies.</summary>
internal sealed class NetworkPolicyRules : KindRules
{
    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        spec["podSelector"] ??= new JsonObject();
        spec["policyTypes"] ??= spec["egress"] is null ? new JsonArray("Ingress") : new JsonArray("Ingress", "Egress");
    }
}

/// <summary>Rules for volume claims.</summary>
internal sealed class ClaimRules : KindRules
{
    /// <inheritdoc />
    public override void DefaultNew(JsonObject obj) => obj["status"] = new JsonObject { ["phase"] = "Pending" };

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj)
    {
        if (!obj.Items("spec", "accessModes").Any())
        {
            yield return Causes.Required("spec.accessModes", "at least 1 access mode is required");
        }

        if (obj.At("spec", "resources", "requests", "storage") is null)
        {
            yield return Causes.Required("spec.resources[storage]");
        }
    }
}

/// <summary>Rules for role bindings.</summary>
internal sealed class BindingRules : KindRules
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <inheritdoc />
    public override void Default(JsonObject obj)
    {
        if (obj.Child("roleRef") is { } role)
        {
            role["apiGroup"] ??= Group;
        }

        foreach (var subject in obj.Items("subjects").OfType<JsonObject>().Where(subject => subject.Text("kind") is "User" or "Group"))
        {
            subject["apiGroup"] ??= Group;
        }
    }

    /// <inheritdoc />
    public override IEnumerable<StatusCause> ValidateUpdate(JsonObject before, JsonObject after) =>
        JsonNode.DeepEquals(before["roleRef"], after["roleRef"]) ? [] : [Causes.Invalid("roleRef", after["roleRef"], "cannot change roleRef")];
}
