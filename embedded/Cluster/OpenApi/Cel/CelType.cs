namespace Autocura.Embedded.Cluster.OpenApi.Cel;

/// <summary>What kinds of value there are.</summary>
internal enum CelKind
{
    /// <summary>Known only when it is there.</summary>
    Dyn,

    /// <summary>null.</summary>
    Null,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A whole number of 64 bits.</summary>
    Int,

    /// <summary>A floating-point number.</summary>
    Double,

    /// <summary>A text.</summary>
    String,

    /// <summary>A span of time.</summary>
    Duration,

    /// <summary>A moment.</summary>
    Timestamp,

    /// <summary>A resource quantity such as 64Mi.</summary>
    Quantity,

    /// <summary>The type of a value.</summary>
    Type,

    /// <summary>A list.</summary>
    List,

    /// <summary>A map from text.</summary>
    Map,

    /// <summary>An object with known fields.</summary>
    Object,
}

/// <summary>The type of an expression, as far as the schema tells it.</summary>
internal sealed record CelType(CelKind Kind)
{
    public static CelType Dyn { get; } = new(CelKind.Dyn);

    public static CelType Bool { get; } = new(CelKind.Bool);

    public static CelType String { get; } = new(CelKind.String);

    /// <summary>The type of a list's elements or of a map's values.</summary>
    public CelType Element { get; private init; } = Dyn;

    /// <summary>The fields of an object, by the names that expressions use.</summary>
    public IReadOnlyDictionary<string, CelField> Fields { get; private init; } = new Dictionary<string, CelField>();

    /// <summary>How elements of a list are told apart: sets and maps are equal whatever their order.</summary>
    public ListKind ListKind { get; private init; }

    public static CelType ListOf(CelType element) => new(CelKind.List) { Element = element };

    public static CelType MapOf(CelType value) => new(CelKind.Map) { Element = value };

    /// <summary>The type of what a schema describes; null when expressions cannot reach it.</summary>
    public static CelType? Of(SchemaNode schema) => schema.Type switch
    {
        SchemaType.IntOrString => Dyn,
        SchemaType.Boolean => Bool,
        SchemaType.Integer => new(CelKind.Int),
        SchemaType.Number => new(CelKind.Double),
        SchemaType.String => schema.Format switch { "duration" => new(CelKind.Duration), "date-time" or "date" => new(CelKind.Timestamp), _ => String },
        SchemaType.Array when schema.Items is { } items && Of(items) is { } element => ListOf(element) with { ListKind = schema.ListKind },
        SchemaType.Object when schema.Values is { } values => Of(values) is { } value ? MapOf(value) : null,
        SchemaType.Object => new(CelKind.Object) { Fields = FieldsOf(schema) },
        _ => null,
    };

    /// <summary>Whether a value of this type may be where one of <paramref name="wanted"/> is asked for.</summary>
    public bool Fits(CelKind wanted) => Kind == wanted || Kind == CelKind.Dyn || wanted == CelKind.Dyn || (Kind == CelKind.Object && wanted == CelKind.Map);

    /// <summary>Whether values of the two types can be equal at all.</summary>
    public bool IsComparable(CelType other) => (Kind, other.Kind) switch
    {
        (CelKind.Dyn, _) or (_, CelKind.Dyn) => true,
        (CelKind.Null, var kind) => MayBeNull(kind),
        (var kind, CelKind.Null) => MayBeNull(kind),
        (CelKind.List, CelKind.List) => Element.IsComparable(other.Element),
        (CelKind.Map or CelKind.Object, CelKind.Map or CelKind.Object) => true,
        var (one, two) => one == two,
    };

    public override string ToString() => Kind switch
    {
        CelKind.List => $"list({Element})",
        CelKind.Map => $"map(string, {Element})",
        CelKind.Duration or CelKind.Timestamp => $"google.protobuf.{Kind}",
        CelKind.Quantity => "kubernetes.Quantity",
        CelKind.Null => "null",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    private static bool MayBeNull(CelKind kind) => kind is not (CelKind.Bool or CelKind.Int or CelKind.Double or CelKind.String);

    // Of metadata an expression may know the name, and nothing that the server decides.
    private static Dictionary<string, CelField> FieldsOf(SchemaNode schema)
    {
        var fields = new Dictionary<string, CelField>();
        foreach (var (name, member) in schema.Properties)
        {
            var type = ReferenceEquals(member, BuiltInSchemas.ObjectMeta)
                ? new(CelKind.Object) { Fields = new Dictionary<string, CelField> { ["name"] = new("name", String), ["generateName"] = new("generateName", String) } }
                : Of(member);
            if (type is not null && CelEscapes.FieldName(name) is { } escaped)
            {
                fields[escaped] = new(name, type);
            }
        }

        return fields;
    }
}

/// <summary>A field: its name in the object, and its type.</summary>
internal sealed record CelField(string Name, CelType Type);
