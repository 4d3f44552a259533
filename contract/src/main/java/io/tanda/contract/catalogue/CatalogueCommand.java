package io.tanda.contract.catalogue;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.Characters;
import io.tanda.contract.ProductId;
import java.util.regex.Pattern;

/** What the depot's staff do (E1). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CatalogueCommand.RegisterProduct.class, name = "register-product"),
    @JsonSubTypes.Type(value = CatalogueCommand.ChangeQuantity.class, name = "change-quantity")
})
public sealed interface CatalogueCommand {
    int NAME_MAX_CHARACTERS = 80;
    /** Items of one product that are registered where nothing is said. */
    int USUAL_QUANTITY = 10;
    /** Items of one product: more than a depot holds, and few enough to be added up. */
    int MOST_ITEMS = 1_000_000;

    /** As the API's contract says it. */
    Pattern SOMETHING = Pattern.compile("\\S");

    /** Whether it is 1 to {@link #NAME_MAX_CHARACTERS} characters, and more than spaces. */
    static boolean isName(String name) {
        return Characters.in(name) <= NAME_MAX_CHARACTERS
                && SOMETHING.matcher(name).find();
    }

    ProductId product();

    /** Items that there are altogether, in stock and out, 0 to {@link #MOST_ITEMS}. */
    int quantity();

    /** @param product minted by who asks @param name as {@link #isName} wants it */
    record RegisterProduct(ProductId product, String name, int quantity) implements CatalogueCommand {}

    /** Items were bought, lost or thrown away. May be fewer than are out: then none is in stock until enough are back. */
    record ChangeQuantity(ProductId product, int quantity) implements CatalogueCommand {}
}
