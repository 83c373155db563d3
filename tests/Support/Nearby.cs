using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Support;

/// <summary>Objects near the workload of <see cref="Some"/> by name, what somebody did to them a minute before the trouble, and how requests fare.</summary>
public static class Nearby
{
    public static readonly DateTimeOffset AMinuteBefore = Altered.At;

    public static readonly ObjectRef Itself = Named("Deployment", "cart", "apps/v1");
    public static readonly ObjectRef Features = Named("ConfigMap", "features");
    public static readonly ObjectRef CartService = Named("Service", "cart");
    public static readonly ObjectRef Guard = Named("NetworkPolicy", "guard", "networking.k8s.io/v1");
    public static readonly ObjectRef Shop = new("v1", "Namespace", "", "shop") { Cluster = Some.Cart.Cluster };

    public static ObjectRef Named(string kind, string name, string apiVersion = "v1") => new(apiVersion, kind, Some.Cart.Namespace, name) { Cluster = Some.Cart.Cluster };

    /// <summary>An object that is not as it was when all was well.</summary>
    public static ObjectChange Change(ObjectRef target, ObjectRelation relation, params FieldChange[] fields) =>
        Altered.Changed(target.Kind, target.Name, relation, fields) with { Target = target };

    /// <summary>An object that was not there when all was well.</summary>
    public static ObjectChange Created(ObjectRef target, ObjectRelation relation) => Change(target, relation).Created();

    /// <summary>An object that was there when all was well. Nobody can tell since when it is gone, nor who took it away.</summary>
    public static ObjectChange Gone(ObjectRef target, ObjectRelation relation) => Change(target, relation).Deleted() with { By = "" };

    /// <summary>Every pod is ready, and that share of the requests fails.</summary>
    public static Evidence Failing(double ratio = 0.4) => Some.Evidence() with { ErrorRatio = ratio, RequestRate = 20 };

    /// <summary>Every pod is ready, and requests succeed.</summary>
    public static Evidence Serving() => Failing(0.001);

    public static Evidence With(this Evidence evidence, PlacementView placement) => evidence.Wanting(state => state with { Placement = placement });

    public static Evidence With(this Evidence evidence, ContainerView container) => evidence.Wanting(state => state with { Containers = [container] });

    public static Evidence Labelled(this Evidence evidence, string name, string value) => evidence.Wanting(state => state with
    {
        PodLabels = new Dictionary<string, string>(state.PodLabels) { [name] = value },
    });

    /// <summary>The same trouble at a workload that was made anew, so that no release tells what it was before.</summary>
    public static Evidence MadeAnew(this Evidence evidence) => evidence with { Releases = [Some.Release(2) with { CreatedAt = AMinuteBefore }] };
}
