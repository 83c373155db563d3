namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>One way to call a function: the kinds it takes, what it gives, and what it does. A method takes what it is called on first.</summary>
internal sealed record CelFunction(string Name, IReadOnlyList<CelKind> Takes, CelType Gives, Func<object?[], object?> Run)
{
    public bool Accepts(IReadOnlyList<CelType> arguments) => Takes.Count == arguments.Count && Takes.Zip(arguments).All(pair => pair.Second.Fits(pair.First));

    public bool AcceptsValues(object?[] arguments) =>
        Takes.Count == arguments.Length && Takes.Zip(arguments).All(pair => pair.First == CelKind.Dyn || pair.First == CelValues.KindOf(pair.Second));
}

/// <summary>Makes functions out of lambdas: the kinds follow from the types.</summary>
internal sealed class CelFunctionList
{
    private static readonly Dictionary<Type, CelType> Types = new()
    {
        [typeof(object)] = CelType.Dyn,
        [typeof(bool)] = CelType.Bool,
        [typeof(long)] = new(CelKind.Int),
        [typeof(double)] = new(CelKind.Double),
        [typeof(string)] = CelType.String,
        [typeof(TimeSpan)] = new(CelKind.Duration),
        [typeof(DateTimeOffset)] = new(CelKind.Timestamp),
        [typeof(decimal)] = new(CelKind.Quantity),
        [typeof(CelType)] = new(CelKind.Type),
        [typeof(CelList)] = CelType.ListOf(CelType.Dyn),
        [typeof(CelMap)] = CelType.MapOf(CelType.Dyn),
    };

    private readonly List<CelFunction> functions = [];

    public IReadOnlyList<CelFunction> All => functions;

    public void Add<T, TResult>(string name, Func<T, TResult> run) =>
        functions.Add(new(name, Kinds(typeof(T)), Types[typeof(TResult)], arguments => run((T)arguments[0]!)));

    public void Add<T1, T2, TResult>(string name, Func<T1, T2, TResult> run) =>
        functions.Add(new(name, Kinds(typeof(T1), typeof(T2)), Types[typeof(TResult)], arguments => run((T1)arguments[0]!, (T2)arguments[1]!)));

    public void Add<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> run) =>
        functions.Add(new(name, Kinds(typeof(T1), typeof(T2), typeof(T3)), Types[typeof(TResult)], arguments => run((T1)arguments[0]!, (T2)arguments[1]!, (T3)arguments[2]!)));

    private static CelKind[] Kinds(params Type[] types) => [.. types.Select(type => Types[type].Kind)];
}
