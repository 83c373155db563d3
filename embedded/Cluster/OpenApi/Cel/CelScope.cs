namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>A variable and those around it. An outer one of the same name is hidden.</summary>
internal sealed record CelScope<T>(string Name, T Value, CelScope<T>? Outer)
{
    public static CelScope<T>? Find(CelScope<T>? scope, string name)
    {
        while (scope is not null && scope.Name != name)
        {
            scope = scope.Outer;
        }

        return scope;
    }
}
