import { describe, expect, it } from "vitest";
import { rectangleOf, shape, withRectangle } from "../src/map/rectangle";

describe("rectangles of the query", () => {
  it("lies between two corners, whichever they are", () => {
    expect(rectangleOf({ lng: 33.5, lat: 46.2 }, { lng: 32.1, lat: 47.123456 })).toEqual([32.1, 46.2, 33.5, 47.1235]);
    expect(rectangleOf({ lng: -190, lat: -95 }, { lng: 0, lat: 0 })).toEqual([-180, -90, 0, 0]);
  });

  it("joins the rest of the query and begins its pages anew", () => {
    const address = withRectangle("http://a/map?stance=deny&after=9&within=1,2,3,4#map&view=control", [5, 6, 7, 8]);
    expect(address).toBe("http://a/map?stance=deny&within=5%2C6%2C7%2C8");
  });

  it("is drawn as a closed ring, or not at all", () => {
    expect(shape(null).features).toEqual([]);
    expect(shape([1, 2, 3, 4]).features[0]?.geometry).toEqual({
      type: "Polygon", coordinates: [[[1, 2], [3, 2], [3, 4], [1, 4], [1, 2]]],
    });
  });
});
