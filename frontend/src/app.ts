/** The page's own code, without the map. */
import { type PageData, readData } from "./data";
import { Inspector } from "./inspector";
import { ClaimList } from "./list";
import { Marks } from "./marks";
import { setUpTheme } from "./theme";
import "./styles/page.css";

declare global {
  interface Window {
    dateline?: { data: PageData };
  }
}

const data = readData();
window.dateline = { data };
setUpTheme();
new ClaimList(data);
new Marks(data, new Inspector(data));
