using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Everything between what a client sends and what is stored: decoding, defaults, the status boundary, validation.</summary>
internal sealed class ObjectAdmission
{
    // What is empty is left out, as it is from the typed objects of a real server.
    private static readonly string[] Droppable = ["labels", "annotations", "finalizers", "ownerReferences"];
    private readonly Dictionary<string, KindRules> rules;
    private readonly NoRules noRules = new();

    public ObjectAdmission(ObjectStore store, TimeProvider time)
    {
        var settings = new SettingsRules();
        var bindings = new BindingRules();
        rules = new()
        {
            ["Namespace"] = new NamespaceRules(),
            ["Pod"] = new PodRules(),
            ["Service"] = new ServiceRules(() => store.List("", "services")),
            ["ConfigMap"] = settings,
            ["Secret"] = settings,
            ["Deployment"] = new DeploymentRules(),
            ["ReplicaSet"] = new ReplicaSetRules(),
            ["StatefulSet"] = new StatefulSetRules(),
            ["DaemonSet"] = new DaemonSetRules(),
            ["Job"] = new JobRules(),
            ["CronJob"] = new CronJobRules(),
            ["HorizontalPodAutoscaler"] = new AutoscalerRules(),
            ["PodDisruptionBudget"] = new DisruptionBudgetRules(),
            ["NetworkPolicy"] = new NetworkPolicyRules(),
            ["PersistentVolumeClaim"] = new ClaimRules(),
            ["RoleBinding"] = bindings,
            ["ClusterRoleBinding"] = bindings,
            ["CustomResourceDefinition"] = new CustomResourceDefinitionRules(time),
        };
    }

    /// <summary>
    /// Brings a body into the shape of its kind, in place. Returns the warnings to answer with; in strict mode, refuses instead.
    /// </summary>
    public static IReadOnlyList<string> Decode(ResourceType type, JsonObject obj, string fieldValidation)
    {
        if (type.Kind is var kind && (obj.Kind() != kind || obj.ApiVersion() != type.ApiVersion))
        {
            throw ApiStatusException.BadRequest(
                $"the object provided is unrecognized: {obj.Kind()} in version \"{obj.ApiVersion()}\" was sent to a path for {kind} in version \"{type.ApiVersion}\"");
        }

        DropEmpty(obj);
        var decoded = SchemaDecoder.Decode(obj, type.Schema);
        if (decoded.WrongTypes.Count > 0)
        {
            throw WrongTypes(type, obj, decoded.WrongTypes);
        }

        var unknown = decoded.UnknownFields.Select(field => $"unknown field \"{field}\"").ToList();
        if (unknown.Count > 0 && fieldValidation == "Strict")
        {
            throw ApiStatusException.BadRequest(
                $"{kind} in version \"{type.Version}\" cannot be handled as a {kind}: strict decoding error: {string.Join(", ", unknown)}");
        }

        return fieldValidation == "Warn" ? unknown : [];
    }

    /// <summary>Completes and checks a new object, in place.</summary>
    public void AdmitNew(ResourceType type, JsonObject obj)
    {
        if (type.HasStatus)
        {
            obj.Remove("status");
        }

        var rules = Rules(type);
        Complete(type, obj, rules);
        Refuse(type, obj, Validate(type, obj, null, rules));
        rules.DefaultNew(obj);
    }

    /// <summary>Completes and checks a changed object; status is as it was, unless status alone is being written.</summary>
    public JsonObject AdmitChange(ResourceType type, JsonObject before, JsonObject after, string subresource)
    {
        if (subresource == "status")
        {
            return AdmitStatus(type, before, OnlyStatus(before, after));
        }

        if (subresource == "resize")
        {
            return PodResize.Admit(before, after);
        }

        if (type.HasStatus && !CustomResourceDefinition(type))
        {
            Carry(before, after, "status");
        }

        var rules = Rules(type);
        Complete(type, after, rules);
        Refuse(type, after, [.. NewFinalizers(before, after), .. rules.ValidateUpdate(before, after), .. Validate(type, after, before, rules)]);
        return after;
    }

    private static void DropEmpty(JsonObject obj)
    {
        foreach (var name in Droppable.Where(name => obj.At("metadata", name) is JsonObject { Count: 0 } or JsonArray { Count: 0 }))
        {
            obj.Ensure("metadata").Remove(name);
        }
    }

    private static bool CustomResourceDefinition(ResourceType type) => type.Kind == "CustomResourceDefinition";

    private static void Complete(ResourceType type, JsonObject obj, KindRules rules)
    {
        SchemaDefaults.Apply(obj, type.Schema);
        rules.Default(obj);
    }

    // Rules about a built-in kind hold for the whole of it whatever changes; those of a custom one for what changes.
    private static List<StatusCause> Validate(ResourceType type, JsonObject obj, JsonObject? before, KindRules rules) =>
        [.. NameRules.ValidateMetadata(type, obj).Concat(SchemaValidator.Validate(obj, type.Schema, type.IsCustom ? before : null)).Concat(rules.Validate(obj))
            .Where(cause => !cause.Field.StartsWith("status", StringComparison.Ordinal)).DistinctBy(cause => (cause.Field, cause.Message))];

    // What the built-in controllers write as status is their own affair; that of a custom resource is held to its schema.
    private static JsonObject AdmitStatus(ResourceType type, JsonObject before, JsonObject after)
    {
        if (type.IsCustom)
        {
            SchemaDefaults.Apply(after, type.Schema);
            Refuse(type, after, [.. SchemaValidator.Validate(after, type.Schema, before)]);
        }

        return after;
    }

    // What waits for the deletion may only become less once it has begun.
    private static IEnumerable<StatusCause> NewFinalizers(JsonObject before, JsonObject after)
    {
        var known = before.Items("metadata", "finalizers").Select(finalizer => finalizer.Text());
        var added = after.Items("metadata", "finalizers").Select(finalizer => finalizer.Text()).Except(known).ToList();
        return !before.IsDeleting() || added.Count == 0
            ? []
            : [Causes.Forbidden("metadata.finalizers", $"no new finalizers can be added if the object is being deleted, found new finalizers []string{{{string.Join(", ", added.Select(name => $"\"{name}\""))}}}")];
    }

    private static void Refuse(ResourceType type, JsonObject obj, List<StatusCause> causes)
    {
        if (causes.Count > 0)
        {
            throw ApiStatusException.Invalid(type.Group, type.Kind, obj.Name(), causes);
        }
    }

    private static JsonObject OnlyStatus(JsonObject before, JsonObject after)
    {
        var result = before.Copy();
        Carry(after, result, "status");
        if (after.At("metadata", "managedFields") is { } managers)
        {
            result.Ensure("metadata")["managedFields"] = managers.DeepClone();
        }

        return result;
    }

    private static void Carry(JsonObject from, JsonObject to, string field)
    {
        to.Remove(field);
        if (from[field] is { } value)
        {
            to[field] = value.DeepClone();
        }
    }

    // A built-in kind refuses a wrong type while decoding, a custom one while validating.
    private static ApiStatusException WrongTypes(ResourceType type, JsonObject obj, IReadOnlyList<StatusCause> causes) => type.IsCustom
        ? ApiStatusException.Invalid(type.Group, type.Kind, obj.Name(), causes)
        : ApiStatusException.BadRequest($"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: {causes[0].Field}: {causes[0].Message}");

    private KindRules Rules(ResourceType type) => type.IsCustom ? noRules : rules.GetValueOrDefault(type.Kind, noRules);

    private sealed class NoRules : KindRules;
}
