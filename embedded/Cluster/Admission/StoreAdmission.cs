using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>What every write goes through on its way into the store, whoever writes: what pods, jobs and claims are completed with, limit ranges, quotas.</summary>
internal sealed class StoreAdmission(ObjectStore store)
{
    private readonly PodAdmission pods = new(store);

    /// <summary>Completes a new object in place, or refuses it.</summary>
    public void AdmitNew(ObjectKey key, JsonObject obj)
    {
        switch (key)
        {
            case { Group: "", Plural: "pods" }:
                pods.Admit(key, obj);
                break;
            case { Group: "batch", Plural: "jobs" }:
                JobRules.Identify(obj);
                break;
            case { Group: "", Plural: "persistentvolumeclaims" }:
                LimitRanges.ApplyToClaim(store, key, obj);
                break;
        }

        ResourceQuotas.Charge(store, key, obj);
    }

    /// <summary>Refuses a change that asks for more than the quotas leave.</summary>
    public void AdmitChange(ObjectKey key, JsonObject before, JsonObject after)
    {
        if (key is { Group: "", Plural: "services" or "persistentvolumeclaims" or "pods" } && !JsonNode.DeepEquals(before["spec"], after["spec"]))
        {
            ResourceQuotas.Charge(store, key, before, after);
        }
    }
}
