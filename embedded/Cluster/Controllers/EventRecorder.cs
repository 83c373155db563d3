using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>What a Kubernetes Event says. <paramref name="FieldPath"/> narrows the object to a part, such as one container.</summary>
internal sealed record EventText(string Type, string Reason, string Message, string? FieldPath = null);

/// <summary>Who saw it, and on which node.</summary>
internal sealed record EventSource(string Component, string? Host = null);

/// <summary>Writes Kubernetes Events. The same thing said again of the same object counts up the event that is there, as clients of a real cluster do.</summary>
internal sealed class EventRecorder(ObjectStore store, TimeProvider time, Actor actor)
{
    public void Record(JsonObject about, EventText text, EventSource source)
    {
        var ns = about.Namespace() ?? "default";
        if (store.Find(ObjectKey.Core("namespaces", null, ns)) is not { } home)
        {
            return;
        }

        var identity = string.Join('|', about.Kind(), about.Uid(), text.FieldPath, text.Type, text.Reason, text.Message, source.Component);
        var key = ObjectKey.Core("events", ns, $"{about.Name()}.{new Chance(0).Suffix(identity, 12)}");
        var now = time.GetUtcNow().ToTimestamp();
        if (store.Find(key) is not null)
        {
            store.Update(key, again => CountUp(again, now), actor);
        }
        else if (!home.IsDeleting())
        {
            store.Create(key, New(key, about, text, source, now), actor);
        }
    }

    private static JsonObject CountUp(JsonObject seen, string now)
    {
        seen["count"] = seen.Count("count") + 1;
        seen["lastTimestamp"] = now;
        return seen;
    }

    private static JsonObject New(ObjectKey key, JsonObject about, EventText text, EventSource source, string now)
    {
        var involved = new JsonObject { ["kind"] = about.Kind() };
        Write(involved, "namespace", about.Namespace());
        involved["name"] = about.Name();
        involved["uid"] = about.Uid();
        involved["apiVersion"] = about.ApiVersion();
        involved["resourceVersion"] = about.ResourceVersion();
        Write(involved, "fieldPath", text.FieldPath);
        var from = new JsonObject { ["component"] = source.Component };
        Write(from, "host", source.Host);
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = key.Name, ["namespace"] = key.Namespace },
            ["involvedObject"] = involved,
            ["reason"] = text.Reason,
            ["message"] = text.Message,
            ["source"] = from,
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["count"] = 1,
            ["type"] = text.Type,
            ["eventTime"] = null,
            ["reportingComponent"] = source.Component,
            ["reportingInstance"] = source.Host ?? "",
        };
    }

    private static void Write(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }
}
