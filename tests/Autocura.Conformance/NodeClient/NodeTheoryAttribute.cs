namespace Autocura.Conformance.NodeClient;

/// <summary>As <see cref="RealClientTheoryAttribute"/>, for what needs node and the packages that <c>npm ci</c> brings.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute()
    {
        var hasPackages = Directory.Exists(Path.Combine(NodeChecks.Folder, "node_modules"));
        var missing = !hasPackages && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) ? "npm --prefix tests/Autocura.Conformance/node ci --ignore-scripts" : null;
        Skip = new RealClientFactAttribute("node").Skip ?? missing;
    }
}
