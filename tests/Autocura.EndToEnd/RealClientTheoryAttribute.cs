namespace Autocura.EndToEnd;

/// <summary>As <see cref="RealClientFactAttribute"/>, for a table of cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealClientTheoryAttribute : TheoryAttribute
{
    public RealClientTheoryAttribute(params string[] binaries)
    {
        Binaries = binaries;
        Skip = new RealClientFactAttribute(binaries).Skip;
    }

    public IReadOnlyList<string> Binaries { get; }
}
