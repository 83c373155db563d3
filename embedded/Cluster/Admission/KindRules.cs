using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>What the API server does for one kind beyond its schema: fills in what follows from other fields, and refuses what makes no sense.</summary>
internal abstract class KindRules
{
    /// <summary>Fills in what a user may leave out.</summary>
    public virtual void Default(JsonObject obj)
    {
    }

    /// <summary>Fills in what is decided once, at creation.</summary>
    public virtual void DefaultNew(JsonObject obj)
    {
    }

    /// <summary>What is wrong with the object.</summary>
    public virtual IEnumerable<StatusCause> Validate(JsonObject obj) => [];

    /// <summary>What is wrong with the change.</summary>
    public virtual IEnumerable<StatusCause> ValidateUpdate(JsonObject before, JsonObject after) => [];
}
