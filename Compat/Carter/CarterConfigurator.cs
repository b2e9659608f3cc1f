namespace Carter;

/// <summary>Chooses modules, where not all are wanted.</summary>
public class CarterConfigurator
{
    internal CarterConfigurator()
    {
    }

    internal List<Type> Modules { get; } = [];

    internal bool ExcludesModules { get; private set; }

    /// <summary>Registers this module.</summary>
    public CarterConfigurator WithModule<TModule>()
        where TModule : ICarterModule
    {
        Modules.Add(typeof(TModule));
        return this;
    }

    /// <summary>Registers these modules.</summary>
    public CarterConfigurator WithModules(params Type[] modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        if (Array.Find(modules, type => !typeof(ICarterModule).IsAssignableFrom(type)) is { } other)
        {
            throw new ArgumentException($"{other} is not an {nameof(ICarterModule)}.", nameof(modules));
        }

        Modules.AddRange(modules);
        return this;
    }

    /// <summary>Registers no modules.</summary>
    public CarterConfigurator WithEmptyModules()
    {
        ExcludesModules = true;
        return this;
    }
}
